package io.longtake.cli.media;

import io.longtake.cli.environment.Environment;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.network.address.RefusedAddress;
import io.longtake.network.http.HttpClients;
import io.longtake.network.link.FetchLimits;
import io.longtake.network.link.Link;
import io.longtake.network.link.LinkFailure;
import io.longtake.network.link.LinkFetch;
import io.longtake.network.proxy.ProxyFailure;
import io.longtake.network.proxy.ProxySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

/** Fetches the file at a URL within limits. The file is then handled like any other. */
final class RemoteFile {
    /** Enough for 200 MB over a slow connection. */
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private static final String TYPE = "FetchFailed";

    private RemoteFile() {}

    static boolean isUrl(String source) {
        return Link.looksLike(source);
    }

    /**
     * Checks a URL without network access.
     *
     * @throws CommandFailure if the URL is malformed or not allowed, or the proxy setting for it is invalid
     */
    static void check(Environment environment, String source) {
        var link = link(source);
        var url = link.url();
        try {
            LinkPolicy.of(environment).check(url.host());
            ProxySettings.of(environment.environment()).serverFor(url.scheme(), url.host(), url.port());
        } catch (RefusedAddress e) {
            throw refused(link + " is not allowed: " + e.getMessage() + ".", e);
        } catch (ProxyFailure e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    /** The URL for messages: as the user entered it, without a password and the query, which may contain keys. */
    static String shown(String source) {
        return isUrl(source)
                ? source.strip().replaceFirst("://[^/\\s]*@", "://").replaceFirst("[?#].*$", "")
                : source;
    }

    /** The forms in which sentences about the URL begin with it. */
    static List<String> names(String source) {
        var shown = shown(source);
        try {
            return List.of(source, shown, Link.parse(source).toString());
        } catch (LinkFailure e) {
            return List.of(source, shown, "\"" + shown + "\"");
        }
    }

    static Link link(String source) {
        try {
            return Link.parse(source);
        } catch (LinkFailure e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Fetches the file and deletes the temporary copy afterwards.
     *
     * @param keep receives the fetched file and its name
     * @throws CommandFailure if the file can't be fetched or stored; the exit code depends on the reason
     */
    static <T> T fetch(Environment environment, String source, long limitBytes, BiFunction<Path, String, T> keep) {
        var link = link(source);
        Path file = null;
        try (var fetch = new LinkFetch(
                new HttpClients(environment.environment()),
                LinkPolicy.of(environment),
                FetchLimits.of(limitBytes, LIMIT))) {
            file = Files.createTempFile("longtake", ".download");
            var fetched = fetch.fetch(link, file);
            return keep.apply(file, fetched.name());
        } catch (LinkFailure e) {
            throw failure(e);
        } catch (IOException e) {
            throw CommandFailure.of(
                    TYPE, link + " can't be saved on this machine: " + e.getMessage() + ". Nothing was sent.", e);
        } finally {
            if (file != null) {
                file.toFile().delete();
            }
        }
    }

    private static CommandFailure failure(LinkFailure e) {
        var sentence = String.valueOf(e.getMessage());
        return switch (e.reason()) {
            case ADDRESS_REFUSED -> refused(sentence, e);
            case MALFORMED, SETTING -> new CommandFailure(ExitCode.USAGE, TYPE, sentence, e);
            case NOT_FOUND -> new CommandFailure(ExitCode.NOT_FOUND, TYPE, sentence, e);
            case TEMPORARY -> new CommandFailure(ExitCode.TEMPORARY, TYPE, sentence, e);
            case REFUSED, TOO_LARGE, NOT_A_FILE -> new CommandFailure(ExitCode.FAILED, TYPE, sentence, e);
        };
    }

    private static CommandFailure refused(String sentence, IOException cause) {
        return new CommandFailure(
                ExitCode.FAILED,
                TYPE,
                sentence + " Download the file yourself and specify its path, or allow such addresses with"
                        + " `longtake config set links.allow any`.",
                cause);
    }
}
