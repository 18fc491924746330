package io.longtake.media.sound;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.libav.FilterGraph;
import io.longtake.media.libav.Input;
import io.longtake.media.libav.Libav;
import io.longtake.media.libav.Tracks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * A file's sound on the file's clock, as 48 kHz stereo. It is silent before the sound starts and where timestamps leave
 * a gap; where they overlap, the part that was already returned is dropped. In a file without video the clock starts
 * with the sound.
 */
final class SoundTrack implements AutoCloseable {
    /**
     * Timestamps that differ by more than this, in samples, are followed; smaller differences are rounding errors of
     * containers. Viewers notice sound that is early by 45 ms (ITU-R BT.1359-1).
     */
    private static final long TOLERANCE = Pcm.RATE * 40L / 1000;
    /**
     * If timestamps jump back by more than this, in samples, they have restarted; the sound after the jump follows
     * directly.
     */
    private static final long RESTART = Pcm.RATE;
    /** How far the end of a gap may exceed the container's length, in samples. */
    private static final long SLACK = Pcm.RATE;

    private final Input input;
    private final AVStream stream;
    private final AVCodecContext decoder;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame decoded = Libav.frame();
    private final AVFrame ready = Libav.frame();
    private final double zeroSeconds;
    private final boolean audioOnly;
    private final long lastPlausible;
    /** The next sample to return. */
    private long position;
    /** The graph for a run: samples of the same format without a gap. Null before a run and after its end. */
    private @Nullable FilterGraph run;

    private boolean runEnds;
    /** The position of the first sample of {@link #ready}, and how many of its samples were returned. */
    private long readyAt;

    private int used;
    /** The positions of the run's next output and next input. */
    private long nextOut;

    private double nextIn;
    private int rate;
    private int format;
    private int channels;
    /** Offset added to timestamps since they restarted, in samples. */
    private double shift;

    private boolean begun;
    /** Whether the decoded frame starts the next run and waits for it. */
    private boolean held;

    SoundTrack(Path file, Duration from) throws IOException {
        input = Input.open(file);
        boolean whole = false;
        try {
            input.readAhead();
            Tracks tracks = Tracks.of(input);
            stream = tracks.sound()
                    .orElseThrow(() -> new MediaException(Reason.UNSUPPORTED, file.getFileName() + " has no sound"));
            zeroSeconds = tracks.zeroMicros() / 1e6;
            audioOnly = tracks.pictures().isEmpty();
            decoder = input.decoder(stream, 1);
            whole = true;
        } finally {
            if (!whole) {
                input.close();
            }
        }
        long micros = input.context().duration();
        lastPlausible = micros > 0 ? micros * Pcm.RATE / 1_000_000 + SLACK : Long.MAX_VALUE;
        position = Math.round(from.toNanos() / 1e9 * Pcm.RATE);
    }

    /** Fills up to {@code count} samples; fewer only at the end of the sound. */
    int read(float[] left, float[] right, int count) throws IOException {
        int done = 0;
        while (done < count) {
            if (used >= ready.nb_samples() && !more()) {
                break;
            }
            long ahead = readyAt + used - position;
            int n = (int) Math.min(count - done, ahead > 0 ? ahead : ready.nb_samples() - used);
            if (ahead < 0) {
                used += (int) Math.min(-ahead, ready.nb_samples() - used);
                continue;
            }
            if (ahead > 0) {
                Arrays.fill(left, done, done + n, 0f);
                Arrays.fill(right, done, done + n, 0f);
            } else {
                StereoFrames.floats(ready, 0).position(used).get(left, done, n);
                StereoFrames.floats(ready, 1).position(used).get(right, done, n);
                used += n;
            }
            position += n;
            done += n;
        }
        return done;
    }

    private boolean more() throws MediaException {
        avutil.av_frame_unref(ready);
        used = 0;
        while (true) {
            FilterGraph open = run;
            if (open != null && open.pull(ready)) {
                readyAt = nextOut;
                nextOut += ready.nb_samples();
                return true;
            }
            if (open != null && runEnds) {
                open.close();
                run = null;
            }
            if (!held && !decode()) {
                if (run == null) {
                    return false;
                }
                finishRun();
                continue;
            }
            feed();
        }
    }

    private void finishRun() throws MediaException {
        if (run != null && !runEnds) {
            run.finish();
            runEnds = true;
        }
    }

    /**
     * Pushes the decoded frame to its run. A frame that starts a new run is held until the output of the previous run
     * is read.
     */
    private void feed() throws MediaException {
        double at = place();
        boolean goesOn = Math.abs(at - nextIn) <= TOLERANCE && hasSameFormat();
        if (run != null && !goesOn) {
            finishRun();
            held = true;
            return;
        }
        held = false;
        FilterGraph open = run;
        if (open == null) {
            open = open(begun && Math.abs(at - nextIn) <= TOLERANCE ? nextIn : at);
            run = open;
        }
        decoded.pts(avutil.AV_NOPTS_VALUE);
        nextIn += decoded.nb_samples() * (double) Pcm.RATE / rate;
        open.push(decoded);
        avutil.av_frame_unref(decoded);
    }

    private boolean hasSameFormat() {
        return decoded.sample_rate() == rate
                && decoded.format() == format
                && decoded.ch_layout().nb_channels() == channels;
    }

    private FilterGraph open(double at) throws MediaException {
        rate = decoded.sample_rate();
        format = decoded.format();
        channels = decoded.ch_layout().nb_channels();
        nextIn = at;
        nextOut = Math.round(at);
        runEnds = false;
        begun = true;
        // For an unknown channel layout the first two channels are used.
        boolean named = decoded.ch_layout().order() == avutil.AV_CHANNEL_ORDER_NATIVE;
        String mix = named ? "" : "pan=stereo|c0=c0|c1=c" + Math.min(1, channels - 1) + ",";
        return FilterGraph.forSoundLike(
                decoded, mix + "aresample=" + Pcm.RATE + ",aformat=sample_fmts=fltp:channel_layouts=stereo");
    }

    /** The position of the decoded frame, in samples at 48 kHz. */
    private double place() {
        long stamp = decoded.best_effort_timestamp();
        if (stamp == avutil.AV_NOPTS_VALUE) {
            return nextIn;
        }
        double base = stream.time_base().num() / (double) stream.time_base().den();
        double at = (stamp * base - zeroSeconds) * Pcm.RATE + shift;
        boolean plausible = begun ? at > nextIn - RESTART && at <= lastPlausible : !audioOnly && at <= lastPlausible;
        if (!plausible) {
            shift += nextIn - at;
            return nextIn;
        }
        return at;
    }

    private boolean decode() throws MediaException {
        while (avcodec.avcodec_receive_frame(decoder, decoded) < 0) {
            if (avformat.av_read_frame(input.context(), packet) < 0) {
                avcodec.avcodec_send_packet(decoder, null);
                if (avcodec.avcodec_receive_frame(decoder, decoded) < 0) {
                    return false;
                }
                break;
            }
            if (packet.stream_index() == stream.index()) {
                avcodec.avcodec_send_packet(decoder, packet);
            }
            avcodec.av_packet_unref(packet);
        }
        if (decoded.ch_layout().order() != avutil.AV_CHANNEL_ORDER_NATIVE) {
            int count = decoded.ch_layout().nb_channels();
            avutil.av_channel_layout_default(decoded.ch_layout(), count);
        }
        return true;
    }

    @Override
    public void close() {
        if (run != null) {
            run.close();
        }
        avutil.av_frame_free(decoded);
        avutil.av_frame_free(ready);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(decoder);
        input.close();
    }
}
