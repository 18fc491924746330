package io.longtake.media.corpus;

import java.util.Map;
import org.bytedeco.ffmpeg.global.avutil;

/** Encoder options that create small files quickly and preserve flat colours. */
final class Codecs {
    private Codecs() {}

    static Map<String, String> quick(String codec) {
        return switch (codec) {
            case "libx264" -> Map.of("preset", "veryfast", "crf", "14");
            case "libx265" -> Map.of("preset", "ultrafast", "crf", "14", "x265-params", "log-level=none:pools=none");
            case "libaom-av1" -> Map.of("cpu-used", "8", "crf", "14", "usage", "realtime", "b", "0");
            case "libvpx", "libvpx-vp9" -> Map.of("deadline", "realtime", "cpu-used", "8", "crf", "8", "b", "2000000");
            case "mpeg4", "mjpeg" -> Map.of("qmin", "1", "qmax", "3");
            case "libwebp", "libwebp_anim" -> Map.of("quality", "90", "lossless", "0");
            default -> Map.of();
        };
    }

    /** The sample format that a sound encoder accepts. */
    static int sampleFormat(String codec) {
        return switch (codec) {
            case "aac", "libmp3lame" -> avutil.AV_SAMPLE_FMT_FLTP;
            case "alac" -> avutil.AV_SAMPLE_FMT_S16P;
            default -> avutil.AV_SAMPLE_FMT_S16;
        };
    }
}
