package io.longtake.media.sound;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.libav.FilterGraph;
import io.longtake.media.libav.Input;
import io.longtake.media.libav.Libav;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** The sound of any file as 48 kHz stereo, from start to end, at a pace of one's choice. */
public final class SoundReader implements AutoCloseable {
    private final Input input;
    private final AVStream stream;
    private final AVCodecContext decoder;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame decoded = Libav.frame();
    private final AVFrame ready = Libav.frame();
    private final String chain;
    private @Nullable FilterGraph graph;
    private int used;
    private boolean drained;

    /** @param speed 1 is the sound's own pace; its pitch stays */
    public SoundReader(Path file, Duration from, double speed) throws IOException {
        input = Input.open(file);
        boolean whole = false;
        try {
            input.readAhead();
            int index = avformat.av_find_best_stream(
                    input.context(),
                    avutil.AVMEDIA_TYPE_AUDIO,
                    -1,
                    -1,
                    (org.bytedeco.javacpp.PointerPointer<?>) null,
                    0);
            if (index < 0) {
                throw new MediaException(Reason.UNSUPPORTED, file.getFileName() + " has no sound");
            }
            stream = input.context().streams(index);
            decoder = input.decoder(stream, 1);
            whole = true;
        } finally {
            if (!whole) {
                input.close();
            }
        }
        chain = "aresample=48000"
                + (from.isZero() ? "" : String.format(Locale.ROOT, ",atrim=start=%.6f", from.toNanos() / 1e9))
                + (speed == 1 ? "" : String.format(Locale.ROOT, ",atempo=%.4f", Math.min(Math.max(speed, 0.5), 100)))
                + ",aformat=sample_fmts=fltp:channel_layouts=stereo";
    }

    /** Fills up to {@code count} samples; fewer only at the end. */
    public int read(float[] left, float[] right, int count) throws IOException {
        int done = 0;
        while (done < count) {
            if (used >= ready.nb_samples() && !more()) {
                break;
            }
            int n = Math.min(count - done, ready.nb_samples() - used);
            StereoFrames.floats(ready, 0).position(used).get(left, done, n);
            StereoFrames.floats(ready, 1).position(used).get(right, done, n);
            used += n;
            done += n;
        }
        return done;
    }

    private boolean more() throws MediaException {
        avutil.av_frame_unref(ready);
        used = 0;
        while (true) {
            FilterGraph open = graph;
            if (open != null && open.pull(ready)) {
                return true;
            }
            if (drained) {
                return false;
            }
            feed();
        }
    }

    /** Hands one more decoded frame to the graph, or its end. */
    private void feed() throws MediaException {
        while (avcodec.avcodec_receive_frame(decoder, decoded) < 0) {
            int code = avformat.av_read_frame(input.context(), packet);
            if (code < 0) {
                avcodec.avcodec_send_packet(decoder, null);
                if (avcodec.avcodec_receive_frame(decoder, decoded) >= 0) {
                    break;
                }
                drained = true;
                if (graph != null) {
                    graph.finish();
                }
                return;
            }
            if (packet.stream_index() == stream.index()) {
                avcodec.avcodec_send_packet(decoder, packet);
            }
            avcodec.av_packet_unref(packet);
        }
        FilterGraph open = graph;
        if (open == null) {
            open = FilterGraph.forSoundLike(decoded, chain);
            graph = open;
        }
        avutil.av_channel_layout_default(
                decoded.ch_layout(), decoded.ch_layout().nb_channels());
        decoded.pts(avutil.AV_NOPTS_VALUE);
        open.push(decoded);
        avutil.av_frame_unref(decoded);
    }

    @Override
    public void close() {
        if (graph != null) {
            graph.close();
        }
        avutil.av_frame_free(decoded);
        avutil.av_frame_free(ready);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(decoder);
        input.close();
    }
}
