package io.longtake.cli.media;

import io.longtake.media.MediaFormat;
import java.util.Locale;

/** From what a file is to the content type under which it is kept and uploaded. */
final class ContentTypes {
    private ContentTypes() {}

    /**
     * @param kind what is in it: sound alone, in a container of films, is sound
     * @param name tells a QuickTime film from an MP4 and a WebM from a Matroska, which are alike inside
     */
    static String of(MediaFormat format, MediaFormat.Kind kind, String name) {
        boolean sound = kind == MediaFormat.Kind.AUDIO;
        return switch (format) {
            case JPEG -> "image/jpeg";
            case PNG -> "image/png";
            case GIF -> "image/gif";
            case WEBP -> "image/webp";
            case HEIC -> "image/heic";
            case MP4 -> sound ? "audio/mp4" : ends(name, ".mov") ? "video/quicktime" : "video/mp4";
            case AVI -> "video/x-msvideo";
            case MATROSKA -> (sound ? "audio/" : "video/") + (ends(name, ".webm") ? "webm" : "x-matroska");
            case MP3 -> "audio/mpeg";
            case WAV -> "audio/wav";
            case AAC -> "audio/aac";
        };
    }

    private static boolean ends(String name, String ending) {
        return name.toLowerCase(Locale.ROOT).endsWith(ending);
    }
}
