package io.longtake.media.libav;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/** Loads the native library once and turns its return codes into exceptions. */
public final class Libav {
    public static final int EOF = avutil.AVERROR_EOF();
    /** The negated errno EAGAIN: the codec needs more input, or its output has to be read first. */
    public static final int AGAIN = -11;

    private Libav() {}

    static {
        // libav's messages about input files would only clutter the terminal; errors are reported as return codes.
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    }

    /** Loads the native library, so that later time measurements don't include its load time. */
    public static void load() {
        avutil.av_log_get_level();
    }

    /**
     * Returns {@code code} unless it is an error. {@code what} is a gerund phrase for the message: "opening the
     * encoder".
     */
    public static int check(int code, String what) throws MediaException {
        if (code < 0) {
            throw new MediaException(Reason.INTERNAL, what + " failed: " + text(code));
        }
        return code;
    }

    /** libav's description of an error code. */
    public static String text(int code) {
        byte[] buffer = new byte[256];
        avutil.av_strerror(code, buffer, buffer.length);
        int end = 0;
        while (end < buffer.length && buffer[end] != 0) {
            end++;
        }
        return new String(buffer, 0, end, StandardCharsets.UTF_8);
    }

    public static AVRational rational(int numerator, int denominator) {
        return new AVRational().num(numerator).den(denominator);
    }

    /** Allocates an empty frame; the caller frees it. */
    public static AVFrame frame() {
        AVFrame frame = avutil.av_frame_alloc();
        if (frame == null) {
            throw new OutOfMemoryError("not enough native memory for a frame");
        }
        return frame;
    }
}
