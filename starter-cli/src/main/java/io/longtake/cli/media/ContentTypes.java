package io.longtake.cli.media;

import io.longtake.media.MediaFormat;
import java.util.Locale;

/** Maps a media format to the content type for storage and upload. */
final class ContentTypes {
    private ContentTypes() {}

    /**
     * @param kind what the file contains: a video container with only audio is audio
     * @param name distinguishes QuickTime from MP4, and WebM from Matroska, which share a container format
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
