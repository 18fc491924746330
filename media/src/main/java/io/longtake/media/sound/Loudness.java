package io.longtake.media.sound;

import io.longtake.media.libav.FilterGraph;
import io.longtake.media.libav.Libav;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Loudness according to EBU R 128.
 *
 * @param integratedLufs integrated loudness, LUFS; {@link #SILENT_LUFS} or less for silence
 * @param truePeakDb true peak, dBTP
 */
public record Loudness(double integratedLufs, double truePeakDb) {
    /** Just above the absolute gate of the measurement (-70 LUFS), below which no sound counts. */
    public static final double SILENT_LUFS = -69;

    /** Target for the true peak, dBTP; AAC exceeds the peak of its input by some tenths of a dB. */
    private static final double CEILING_DB = -2.2;

    private static final int BLOCK = 4800;

    public static Loudness measure(Path pcm, long samples) throws IOException {
        AVFrame result = Libav.frame();
        double integrated = -70;
        double peak = 0;
        try (FilterGraph graph = FilterGraph.forStereo(Pcm.RATE, "ebur128=peak=true:metadata=1:framelog=quiet");
                Pcm.Reader reader = new Pcm.Reader(pcm)) {
            Feed feed = new Feed(reader, samples);
            while (feed.next(graph)) {
                while (graph.pull(result)) {
                    integrated = number(result, "lavfi.r128.I", integrated);
                    peak = Math.max(peak, number(result, "lavfi.r128.true_peaks_ch0", 0));
                    peak = Math.max(peak, number(result, "lavfi.r128.true_peaks_ch1", 0));
                    avutil.av_frame_unref(result);
                }
            }
        } finally {
            avutil.av_frame_free(result);
        }
        return new Loudness(integrated, peak <= 0 ? -200 : 20 * Math.log10(peak));
    }

    /**
     * Writes {@code pcm} at {@code targetLufs} to {@code into}, with its true peak below -2.2 dBTP. Silence is not
     * amplified.
     */
    public static void normalise(Path pcm, long samples, double targetLufs, Path into) throws IOException {
        Loudness before = measure(pcm, samples);
        double gain = before.integratedLufs() <= SILENT_LUFS ? 0 : targetLufs - before.integratedLufs();
        filter(pcm, samples, chain(gain, before.truePeakDb() + gain > CEILING_DB), into);
        if (before.integratedLufs() <= SILENT_LUFS) {
            return;
        }
        // The limiter reduces the loudness; add the lost gain again.
        for (int pass = 0; pass < 3; pass++) {
            double missing = targetLufs - measure(into, samples).integratedLufs();
            if (Math.abs(missing) < 0.3) {
                return;
            }
            gain += missing;
            filter(pcm, samples, chain(gain, true), into);
        }
    }

    private static String chain(double gain, boolean limited) {
        String volume = String.format(Locale.ROOT, "volume=%.3fdB", gain);
        // Four times the sample rate makes peaks between samples visible to the limiter.
        return limited
                ? volume + ",aresample=192000,"
                        + String.format(
                                Locale.ROOT,
                                "alimiter=limit=%.5f:attack=5:release=80:level=false:latency=true",
                                Math.pow(10, CEILING_DB / 20))
                        + ",aresample=48000,aformat=sample_fmts=fltp"
                : volume + ",aformat=sample_fmts=fltp";
    }

    private static void filter(Path pcm, long samples, String chain, Path into) throws IOException {
        AVFrame result = Libav.frame();
        try (FilterGraph graph = FilterGraph.forStereo(Pcm.RATE, chain);
                Pcm.Reader reader = new Pcm.Reader(pcm);
                Pcm.Writer writer = new Pcm.Writer(into)) {
            Feed feed = new Feed(reader, samples);
            float[] left = new float[0];
            float[] right = new float[0];
            while (feed.next(graph)) {
                while (graph.pull(result)) {
                    int n = result.nb_samples();
                    left = left.length < n ? new float[n] : left;
                    right = right.length < n ? new float[n] : right;
                    StereoFrames.floats(result, 0).get(left, 0, n);
                    StereoFrames.floats(result, 1).get(right, 0, n);
                    writer.write(left, right, n);
                    avutil.av_frame_unref(result);
                }
            }
        } finally {
            avutil.av_frame_free(result);
        }
    }

    private static double number(AVFrame frame, String key, double fallback) {
        AVDictionaryEntry entry = avutil.av_dict_get(frame.metadata(), key, null, 0);
        return entry == null ? fallback : Double.parseDouble(entry.value().getString());
    }

    /** Pushes a sound into a graph block by block, then the end marker. */
    private static final class Feed {
        private final Pcm.Reader reader;
        private final long samples;
        private final float[] left = new float[BLOCK];
        private final float[] right = new float[BLOCK];
        private long at;
        private boolean ended;

        Feed(Pcm.Reader reader, long samples) {
            this.reader = reader;
            this.samples = samples;
        }

        /** Returns false if the end marker was already pushed. */
        boolean next(FilterGraph graph) throws IOException {
            if (at >= samples) {
                if (!ended) {
                    graph.finish();
                    ended = true;
                    return true;
                }
                return false;
            }
            int count = (int) Math.min(BLOCK, samples - at);
            int read = reader.read(left, right, count);
            Arrays.fill(left, read, count, 0f);
            Arrays.fill(right, read, count, 0f);
            StereoFrames.push(graph, left, right, count, Pcm.RATE, at);
            at += count;
            return true;
        }
    }
}
