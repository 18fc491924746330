package io.longtake.studio.upload;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.MediaFormat;
import io.longtake.media.guard.DecodeGuard;
import io.longtake.media.structure.Bytes;
import io.longtake.studio.project.MediaFacts;
import io.longtake.studio.timeline.MediaItem.Kind;
import java.io.IOException;
import java.nio.file.Path;

/** Inspects files in a separate process, which is reused for later files. */
public final class FileInspector implements MediaInspector, AutoCloseable {
    private static final String FORMATS = "mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a, aac";

    private final DecodeGuard guard = new DecodeGuard();

    @Override
    public MediaFacts inspect(Path file) throws IOException, UnsupportedMediaException {
        // The contract excludes HEIC: clients convert it to JPEG first.
        MediaFormat format = MediaFormat.of(file)
                .filter(found -> found != MediaFormat.HEIC)
                .orElseThrow(() -> new UnsupportedMediaException("is not in one of the supported formats: " + FORMATS));
        if (Bytes.of(file).endsAsArchive()) {
            throw new UnsupportedMediaException(
                    "is both a " + extension(format, format.kind()) + " file and an archive");
        }
        try {
            io.longtake.media.intake.MediaFacts facts = guard.probe(file);
            return new MediaFacts(
                    Kind.valueOf(facts.kind().name()),
                    extension(format, facts.kind()),
                    facts.duration(),
                    facts.width(),
                    facts.height(),
                    facts.fps());
        } catch (MediaException e) {
            if (e.reason() == Reason.INTERNAL) {
                throw e;
            }
            throw new UnsupportedMediaException(e.predicate(file));
        }
    }

    @Override
    public void close() {
        guard.close();
    }

    private static String extension(MediaFormat format, MediaFormat.Kind kind) {
        return switch (format) {
            case JPEG -> "jpg";
            case PNG -> "png";
            case GIF -> "gif";
            case WEBP -> "webp";
            case HEIC -> "heic";
            case MP4 -> kind == MediaFormat.Kind.AUDIO ? "m4a" : "mp4";
            case AVI -> "avi";
            case MATROSKA -> "mkv";
            case MP3 -> "mp3";
            case WAV -> "wav";
            case AAC -> "aac";
        };
    }
}
