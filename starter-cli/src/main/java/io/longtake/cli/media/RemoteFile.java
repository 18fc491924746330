package io.longtake.cli.media;

import io.longtake.activities.intake.AddressPolicy;
import io.longtake.activities.intake.RemoteFetch;
import io.longtake.activities.intake.RemoteFetchException;
import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import io.longtake.workflows.media.MediaRef;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BiFunction;
import okhttp3.HttpUrl;

/** A file named by a URL: fetched by us, with limits, and then handled like any other. */
final class RemoteFile {
    /** 200 MB over a slow line. */
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private RemoteFile() {}

    static boolean isUrl(String source) {
        var lower = source.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    static URI checked(String source) {
        try {
            var uri = URI.create(source);
            if (uri.getHost() != null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // The sentence below says it.
        }
        throw CommandFailure.usage("'" + source + "' is no address of a file.");
    }

    /** @param keep takes the fetched file and its name */
    static MediaRef fetch(String source, long limitBytes, BiFunction<Path, String, MediaRef> keep) {
        var uri = checked(source);
        Path file = null;
        try {
            file = Files.createTempFile("longtake", ".download");
            download(uri, limitBytes, file);
            return keep.apply(file, name(uri));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.TEMPORARY,
                    "FetchFailed",
                    source + " can't be fetched: " + (e.getMessage() == null ? "no connection" : e.getMessage()) + ".",
                    e);
        } finally {
            if (file != null) {
                file.toFile().delete();
            }
        }
    }

    private static String name(URI uri) {
        var path = uri.getPath() == null ? "" : uri.getPath();
        var name = path.substring(path.lastIndexOf('/') + 1);
        return name.isEmpty() ? "download" : name;
    }

    /**
     * An address that the person typed may lie in their own network; one that a server of the public internet redirects to
     * may not.
     */
    private static AddressPolicy policy(URI uri) throws UnknownHostException {
        try {
            AddressPolicy.PUBLIC_ONLY.lookup(uri.getHost());
            return AddressPolicy.PUBLIC_ONLY;
        } catch (UnknownHostException e) {
            // Unknown at all: this throws again. Private: the person's own choice.
            AddressPolicy.ANY.lookup(uri.getHost());
            return AddressPolicy.ANY;
        }
    }

    private static void download(URI uri, long limitBytes, Path to) throws IOException {
        var url = HttpUrl.get(uri);
        if (url == null) {
            throw CommandFailure.usage("'" + uri + "' is no address of a file.");
        }
        try (var fetch = new RemoteFetch(policy(uri), limitBytes, LIMIT)) {
            fetch.fetch(url, to);
        } catch (RemoteFetchException e) {
            throw new CommandFailure(
                    switch (e.reason()) {
                        case NOT_FOUND -> ExitCode.NOT_FOUND;
                        case TEMPORARY -> ExitCode.TEMPORARY;
                        default -> ExitCode.FAILED;
                    },
                    "FetchFailed",
                    String.valueOf(e.getMessage()),
                    e);
        }
    }
}
