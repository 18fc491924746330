package io.longtake.media.sound;

import io.longtake.media.libav.Input;
import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * Determines how long a sound file plays. Headers are not reliable: an MP3's length is estimated from its bit rate or
 * includes the padding that the encoder added at both ends. Therefore the packets are read, but not decoded.
 */
public final class SoundLength {
    private SoundLength() {}

    /** Returns the length to the nearest millisecond; reads {@code input} to its end. */
    public static Duration of(Input input, AVStream stream) {
        double tick = stream.time_base().num() / (double) stream.time_base().den();
        double sample = 1.0 / Math.max(1, stream.codecpar().sample_rate());
        AVPacket packet = avcodec.av_packet_alloc();
        double begin = Double.NaN;
        double end = 0;
        try {
            while (avformat.av_read_frame(input.context(), packet) >= 0) {
                if (packet.stream_index() == stream.index()) {
                    boolean timed = packet.pts() != avutil.AV_NOPTS_VALUE;
                    double at = timed ? packet.pts() * tick : end;
                    if (Double.isNaN(begin)) {
                        begin = at + unheard(packet, 0) * sample;
                    }
                    end = Math.max(end, at + packet.duration() * tick - unheard(packet, 4) * sample);
                }
                avcodec.av_packet_unref(packet);
            }
        } finally {
            avcodec.av_packet_free(packet);
        }
        return Double.isNaN(begin) ? Duration.ZERO : Duration.ofMillis(Math.max(0, Math.round((end - begin) * 1000)));
    }

    /**
     * The number of samples that the decoder is to drop: at the packet's start for {@code offset} 0, at its end for 4.
     */
    private static long unheard(AVPacket packet, int offset) {
        SizeTPointer size = new SizeTPointer(1);
        BytePointer data = avcodec.av_packet_get_side_data(packet, avcodec.AV_PKT_DATA_SKIP_SAMPLES, size);
        if (data == null || size.get() < 8) {
            return 0;
        }
        long value = 0;
        for (int i = 3; i >= 0; i--) {
            value = value << 8 | (data.get(offset + i) & 0xff);
        }
        return value;
    }
}
