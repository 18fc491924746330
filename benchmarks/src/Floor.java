package io.longtake.studio.render;

import com.sun.management.OperatingSystemMXBean;
import io.longtake.media.encode.ChunkEncoder;
import io.longtake.media.encode.VideoSettings;
import io.longtake.media.libav.Libav;
import io.longtake.media.picture.PackedPicture;
import io.longtake.studio.apply.SentenceEditor;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.FrameClock;
import io.longtake.studio.film.picture.Compositor;
import io.longtake.studio.http.Json;
import io.longtake.studio.project.TimelineEditor;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long libx264 alone takes for the frames of a film: {@code JOB [THREADS]}. The frames are drawn into
 * memory, 300 at a time; only the time from passing them to one encoder until its packets are received is counted.
 * No sound, no file, no process start. While the next frames are drawn, the encoder finishes the two or three that it
 * still holds, and this time is not counted, so the result is slightly too low.
 */
public final class Floor {
    private static final int WINDOW = 300;

    private final AVCodecContext encoder;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private long bytes;

    private Floor(AVCodecContext encoder) {
        this.encoder = encoder;
    }

    public static void main(String[] arguments) throws Exception {
        RenderJob job = RenderJob.of(Json.read(Files.readString(Path.of(arguments[0]))));
        Film film = new TimelineEditor(new SentenceEditor()).film(job.draft(), job.media(), job.seed());
        int width = film.canvas().widthPx();
        int height = film.canvas().heightPx();
        VideoSettings settings = VideoSettings.forFilm(width, height, Film.FPS);
        if (arguments.length > 1) {
            settings = settings.withThreads(Integer.parseInt(arguments[1]));
        }
        List<AVFrame> frames = new ArrayList<>();
        for (int i = 0; i < WINDOW; i++) {
            frames.add(blank(width, height));
        }
        Floor floor = new Floor(ChunkEncoder.open(settings));
        int length = FrameClock.frames(film.length());
        PackedPicture picture = PackedPicture.black(width, height);
        long nanos = 0;
        long cpu = 0;
        try (Compositor compositor = new Compositor(film)) {
            for (int first = 0; first < length; first += WINDOW) {
                int count = Math.min(WINDOW, length - first);
                for (int i = 0; i < count; i++) {
                    compositor.draw(first + i, picture);
                    Libav.check(avutil.av_frame_make_writable(frames.get(i)), "getting memory");
                    picture.write(frames.get(i));
                    frames.get(i).pts(first + i);
                }
                long before = System.nanoTime();
                long cpuBefore = cpu();
                for (int i = 0; i < count; i++) {
                    floor.send(frames.get(i));
                }
                if (first + count == length) {
                    floor.send(null);
                }
                nanos += System.nanoTime() - before;
                cpu += cpu() - cpuBefore;
            }
        }
        System.out.printf(
                "floor seconds %.3f cpu %.3f frames %d bytes %d%n", nanos / 1e9, cpu / 1e9, length, floor.bytes);
        Runtime.getRuntime().halt(0);
    }

    /** CPU time of all threads, including those of the encoder. */
    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private void send(@Nullable AVFrame frame) throws Exception {
        Libav.check(avcodec.avcodec_send_frame(encoder, frame), "encoding");
        while (avcodec.avcodec_receive_packet(encoder, packet) >= 0) {
            bytes += packet.size();
            avcodec.av_packet_unref(packet);
        }
    }

    private static AVFrame blank(int width, int height) throws Exception {
        AVFrame frame = Libav.frame();
        frame.format(avutil.AV_PIX_FMT_YUV420P);
        frame.width(width);
        frame.height(height);
        Libav.check(avutil.av_frame_get_buffer(frame, 0), "getting memory");
        return frame;
    }
}
