package io.longtake.media.intake;

import io.longtake.media.libav.Input;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Determines the length of a file without a length in its header by its last packets. Reads the whole file and decodes
 * nothing.
 */
final class PacketClock {
    private PacketClock() {}

    static Duration length(Path file) throws IOException {
        AVPacket packet = avcodec.av_packet_alloc();
        try (Input input = Input.open(file)) {
            input.readAhead();
            double end = 0;
            while (avformat.av_read_frame(input.context(), packet) >= 0) {
                AVStream stream = input.context().streams(packet.stream_index());
                int type = stream.codecpar().codec_type();
                boolean timed = packet.pts() != avutil.AV_NOPTS_VALUE
                        && stream.time_base().den() != 0;
                if (timed && (type == avutil.AVMEDIA_TYPE_VIDEO || type == avutil.AVMEDIA_TYPE_AUDIO)) {
                    double base = stream.time_base().num()
                            / (double) stream.time_base().den();
                    end = Math.max(end, (packet.pts() + Math.max(0, packet.duration())) * base);
                }
                avcodec.av_packet_unref(packet);
            }
            long start = input.context().start_time();
            double begun = start == avutil.AV_NOPTS_VALUE ? 0 : start / 1e6;
            return Duration.ofNanos((long) (Math.max(0, end - begun) * 1e9));
        } finally {
            avcodec.av_packet_free(packet);
        }
    }
}
