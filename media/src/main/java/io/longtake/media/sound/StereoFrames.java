package io.longtake.media.sound;

import io.longtake.media.MediaException;
import io.longtake.media.libav.FilterGraph;
import io.longtake.media.libav.Libav;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** Converts between Java's float arrays and libav's frames of planar float stereo. */
public final class StereoFrames {
    private StereoFrames() {}

    /** Creates a frame of planar float stereo with these samples; the caller frees it. */
    public static AVFrame of(float[] left, float[] right, int count, int rate, long pts) throws MediaException {
        AVFrame frame = Libav.frame();
        frame.format(avutil.AV_SAMPLE_FMT_FLTP);
        frame.nb_samples(count);
        frame.sample_rate(rate);
        avutil.av_channel_layout_default(frame.ch_layout(), 2);
        Libav.check(avutil.av_frame_get_buffer(frame, 0), "allocating sound");
        floats(frame, 0).put(left, 0, count);
        floats(frame, 1).put(right, 0, count);
        frame.pts(pts);
        return frame;
    }

    /** Pushes these samples into a graph as planar float stereo. */
    static void push(FilterGraph graph, float[] left, float[] right, int count, int rate, long pts)
            throws MediaException {
        AVFrame frame = of(left, right, count, rate, pts);
        try {
            graph.push(frame);
        } finally {
            avutil.av_frame_free(frame);
        }
    }

    /** One channel of a planar float frame. */
    public static FloatBuffer floats(AVFrame frame, int channel) {
        return frame.extended_data(channel)
                .capacity((long) frame.nb_samples() * Float.BYTES)
                .asByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
    }
}
