package io.longtake.media.intake;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.MediaFormat;
import io.longtake.media.libav.Input;
import io.longtake.media.libav.Libav;
import io.longtake.media.libav.Tracks;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Decodes a few frames of the video and the sound: at the start, and, if the file is seekable, in the middle and at the
 * end. Damage between those positions is not detected.
 */
final class SpotCheck {
    /** Limit on the packets of the stream that are sent to its decoder before it must return a frame. */
    private static final int MAX_PACKETS = 120;
    /** Limit on the packets of all streams that are read to find those. */
    private static final int MAX_READ = 5_000;

    private final Input input;
    private final AVStream stream;

    private SpotCheck(Input input, AVStream stream) {
        this.input = input;
        this.stream = stream;
    }

    /** @throws MediaException if no frame can be decoded at one of the positions */
    static void of(Input input, MediaFacts facts) throws IOException {
        Tracks tracks = Tracks.of(input);
        Optional<AVStream> pictures = facts.width() > 0 ? tracks.pictures() : Optional.empty();
        if (pictures.isPresent()) {
            new SpotCheck(input, pictures.get()).run(facts.duration(), "pictures");
        }
        Optional<AVStream> sound = tracks.sound();
        if (sound.isPresent()) {
            new SpotCheck(input, sound.get()).run(facts.duration(), "sound");
        }
    }

    private void run(Duration length, String what) throws MediaException {
        AVCodecContext decoder = input.decoder(stream, 2);
        AVPacket packet = avcodec.av_packet_alloc();
        AVFrame frame = Libav.frame();
        try {
            // Data after the last frame of such a stream (tags, padding) would mislead a seek to the end, and its
            // frames were already counted.
            boolean counted = input.format() == MediaFormat.MP3 || input.format() == MediaFormat.AAC;
            for (double part : counted ? new double[] {0, 0.5} : new double[] {0, 0.5, 1}) {
                double seconds = part * length.toNanos() / 1e9;
                boolean there = part == 0 ? rewind() : seek(seconds);
                avcodec.avcodec_flush_buffers(decoder);
                if (there && !decodes(decoder, packet, frame)) {
                    throw new MediaException(
                            Reason.DAMAGED,
                            String.format(
                                    Locale.ROOT,
                                    "%s is damaged or cut off: its %s can't be decoded at %.1f s",
                                    input.file().getFileName(),
                                    what,
                                    seconds));
                }
            }
        } finally {
            avutil.av_frame_free(frame);
            avcodec.av_packet_free(packet);
            avcodec.avcodec_free_context(decoder);
        }
    }

    private boolean rewind() {
        avformat.av_seek_frame(input.context(), stream.index(), 0, avformat.AVSEEK_FLAG_BACKWARD);
        return true;
    }

    /** Seeks to the nearest key frame before a time; returns false if the file isn't seekable. */
    private boolean seek(double seconds) {
        double base = stream.time_base().num() / (double) stream.time_base().den();
        long start = stream.start_time() == avutil.AV_NOPTS_VALUE ? 0 : stream.start_time();
        long ticks = start + (long) (seconds / base);
        if (stream.duration() > 0) {
            ticks = Math.min(ticks, start + stream.duration() - 1);
        }
        return avformat.av_seek_frame(
                        input.context(), stream.index(), Math.max(start, ticks), avformat.AVSEEK_FLAG_BACKWARD)
                >= 0;
    }

    private boolean decodes(AVCodecContext decoder, AVPacket packet, AVFrame frame) {
        int sent = 0;
        for (int read = 0; read < MAX_READ && sent < MAX_PACKETS; read++) {
            if (avformat.av_read_frame(input.context(), packet) < 0) {
                break;
            }
            if (packet.stream_index() == stream.index()) {
                avcodec.avcodec_send_packet(decoder, packet);
                sent++;
            }
            avcodec.av_packet_unref(packet);
            if (avcodec.avcodec_receive_frame(decoder, frame) >= 0) {
                return true;
            }
        }
        avcodec.avcodec_send_packet(decoder, null);
        return avcodec.avcodec_receive_frame(decoder, frame) >= 0;
    }
}
