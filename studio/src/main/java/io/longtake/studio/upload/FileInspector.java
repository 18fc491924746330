package io.longtake.studio.upload;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.studio.editor.MediaItem.Kind;
import io.longtake.studio.http.Json;
import io.longtake.studio.process.JavaChild;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Pictures are known by their headers, read here; videos and sound by libav, in a {@link ProbeProcess}. */
public final class FileInspector implements MediaInspector {
    /** Decoded, this many pixels take 400 MB: more than a renderer should need for one picture. */
    private static final long MOST_PIXELS = 100_000_000;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int HEAP_MEGABYTES = 128;

    @Override
    public MediaFacts inspect(Path file) throws IOException, UnsupportedMediaException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(Format.HEAD_BYTES);
        }
        Format format =
                Format.of(head).orElseThrow(() -> new UnsupportedMediaException("is not one of these: " + Format.LIST));
        return format.kind() == Kind.IMAGE ? still(file, format) : moving(file, format);
    }

    private static String extension(Format format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    private static MediaFacts still(Path file, Format format) throws IOException, UnsupportedMediaException {
        StillHeader size = StillHeader.of(file, format)
                .orElseThrow(() -> new UnsupportedMediaException("begins as " + extension(format) + " but is damaged"));
        if ((long) size.widthPx() * size.heightPx() > MOST_PIXELS) {
            throw new UnsupportedMediaException("has " + size.widthPx() + " x " + size.heightPx()
                    + " pixels; the limit is " + MOST_PIXELS / 1_000_000 + " million");
        }
        return new MediaFacts(Kind.IMAGE, extension(format), Duration.ZERO, size.widthPx(), size.heightPx(), 0);
    }

    private static MediaFacts moving(Path file, Format format) throws IOException, UnsupportedMediaException {
        JsonNode found = probe(file, format);
        boolean picture = found.path("width").asInt() > 0;
        if (found.isEmpty()
                || (format.kind() == Kind.VIDEO
                        && !picture
                        && !found.path("sound").asBoolean())) {
            throw new UnsupportedMediaException("begins as " + extension(format) + " but cannot be read");
        }
        boolean video = format.kind() == Kind.VIDEO && picture;
        return new MediaFacts(
                video ? Kind.VIDEO : Kind.AUDIO,
                extension(format),
                Duration.ofMillis(found.path("millis").asLong()),
                video ? found.path("width").asInt() : 0,
                video ? found.path("height").asInt() : 0,
                video ? found.path("fps").asDouble() : 0);
    }

    private static JsonNode probe(Path file, Format format) throws IOException {
        Process process = new ProcessBuilder(
                        JavaChild.command(ProbeProcess.class, HEAP_MEGABYTES, format.demuxer(), file.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                return Json.object();
            }
            return Json.read(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while looking at a file", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
