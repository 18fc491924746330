package io.longtake.cli.media;

import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import io.longtake.workflows.media.MediaRef;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BiFunction;

/** A file named by a URL: fetched by us, with limits, and then handled like any other. */
final class RemoteFile {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

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
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "Interrupted", "Interrupted.", e);
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

    private static void download(URI uri, long limitBytes, Path to) throws IOException, InterruptedException {
        var client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_LIMIT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        var request = HttpRequest.newBuilder(uri).timeout(ANSWER_LIMIT).build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var body = response.body()) {
            int status = response.statusCode();
            if (status == 404 || status == 410) {
                throw CommandFailure.notFound("There is no file at " + uri + " (HTTP " + status + ").");
            }
            if (status != 200) {
                throw new IOException("the answer is HTTP " + status);
            }
            copy(body, to, limitBytes, uri);
        }
    }

    private static void copy(InputStream body, Path to, long limitBytes, URI uri) throws IOException {
        try (var out = Files.newOutputStream(to)) {
            var buffer = new byte[65_536];
            long total = 0;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                total += read;
                if (total > limitBytes) {
                    throw new CommandFailure(
                            ExitCode.FAILED,
                            "FileTooLarge",
                            "The file at " + uri + " is larger than " + limitBytes / (1024 * 1024) + " MB, the limit.");
                }
                out.write(buffer, 0, read);
            }
        }
    }
}
