package io.longtake.studio.upload;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.MediaFormat;
import io.longtake.media.MediaInfo;
import io.longtake.media.MediaLimits;
import io.longtake.media.guard.DecodeGuard;
import io.longtake.studio.editor.MediaItem.Kind;
import io.longtake.studio.project.MediaFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Pictures are known by their headers, read here: a process for each photo would cost a second each. Videos and sound are
 * looked at by libav, in a process of its own.
 */
public final class FileInspector implements MediaInspector {
    private static final String FORMATS = "mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a, aac";

    private final DecodeGuard guard = new DecodeGuard();

    @Override
    public MediaFacts inspect(Path file) throws IOException, UnsupportedMediaException {
        // HEIC is not in the contract: clients turn it into JPEG first.
        MediaFormat format = MediaFormat.of(file)
                .filter(found -> found != MediaFormat.HEIC)
                .orElseThrow(() -> new UnsupportedMediaException("is not one of these: " + FORMATS));
        if (Bytes.of(file).endsAsArchive()) {
            throw new UnsupportedMediaException(
                    "is an archive as well as a " + extension(format, format.kind()) + " file");
        }
        return format.kind() == MediaFormat.Kind.IMAGE ? still(file, format) : moving(file, format);
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

    private static UnsupportedMediaException damaged(MediaFormat format) {
        return new UnsupportedMediaException(
                "begins as " + extension(format, format.kind()) + " but is damaged or holds nothing to show");
    }

    private static MediaFacts still(Path file, MediaFormat format) throws IOException, UnsupportedMediaException {
        StillHeader size = StillHeader.of(file, format).orElseThrow(() -> damaged(format));
        if ((long) size.widthPx() * size.heightPx() > MediaLimits.PIXELS) {
            throw new UnsupportedMediaException("has " + size.widthPx() + " x " + size.heightPx()
                    + " pixels; the limit is " + MediaLimits.PIXELS / 1_000_000 + " million");
        }
        StillCheck.check(Bytes.of(file), format, size);
        String extension = extension(format, MediaFormat.Kind.IMAGE);
        return new MediaFacts(Kind.IMAGE, extension, Duration.ZERO, size.widthPx(), size.heightPx(), 0);
    }

    private MediaFacts moving(Path file, MediaFormat format) throws IOException, UnsupportedMediaException {
        ClipCheck.check(Bytes.of(file), format);
        try {
            MediaInfo info = guard.probe(file);
            return new MediaFacts(
                    Kind.valueOf(info.kind().name()),
                    extension(format, info.kind()),
                    info.duration(),
                    info.width(),
                    info.height(),
                    info.fps());
        } catch (MediaException e) {
            if (e.reason() == Reason.INTERNAL) {
                throw e;
            }
            throw e.reason() == Reason.TOO_LARGE || e.reason() == Reason.TOO_EXPENSIVE
                    ? new UnsupportedMediaException("is too large or too costly to be read")
                    : damaged(format);
        }
    }
}
