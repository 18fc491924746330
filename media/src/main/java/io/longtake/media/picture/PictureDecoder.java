package io.longtake.media.picture;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.MediaFormat;
import io.longtake.media.MediaLimits;
import io.longtake.media.libav.Decoders;
import io.longtake.media.libav.Input;
import io.longtake.media.libav.Libav;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** Decodes one picture. */
final class PictureDecoder {
    private final Path file;
    private final MediaFormat format;
    private final int codec;

    PictureDecoder(Path file, MediaFormat format, int codec) {
        this.file = file;
        this.format = format;
        this.codec = codec;
    }

    /** Decodes as much as possible. Takes ownership of {@code packet}. */
    AVFrame decode(AVPacket packet) throws MediaException {
        return decode(packet, 0)
                .orElseThrow(() -> new MediaException(
                        Reason.DAMAGED,
                        file.getFileName() + " has the signature of " + format + " but can't be decoded"));
    }

    /** Decodes strictly: empty at the first error in the data. Takes ownership of {@code packet}. */
    Optional<AVFrame> strictly(AVPacket packet) throws MediaException {
        return decode(packet, avcodec.AV_EF_EXPLODE);
    }

    private Optional<AVFrame> decode(AVPacket packet, int recognition) throws MediaException {
        try {
            AVCodecContext decoder = Decoders.open(file, codec, context -> context.err_recognition(recognition));
            try {
                avcodec.avcodec_send_packet(decoder, packet);
                avcodec.avcodec_send_packet(decoder, null);
                Optional<AVFrame> frame = receive(decoder);
                if (frame.isPresent()) {
                    MediaLimits.check(file, frame.get().width(), frame.get().height());
                }
                return frame;
            } finally {
                avcodec.avcodec_free_context(decoder);
            }
        } finally {
            avcodec.av_packet_free(packet);
        }
    }

    /** The first picture of a stream. */
    static AVFrame firstFrame(Input input, AVStream stream, int recognition) throws MediaException {
        AVCodecContext decoder = input.decoder(stream, 1);
        decoder.err_recognition(recognition);
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            while (avformat.av_read_frame(input.context(), packet) >= 0) {
                if (packet.stream_index() == stream.index()) {
                    avcodec.avcodec_send_packet(decoder, packet);
                }
                avcodec.av_packet_unref(packet);
                Optional<AVFrame> frame = receive(decoder);
                if (frame.isPresent()) {
                    return frame.get();
                }
            }
            avcodec.avcodec_send_packet(decoder, null);
            return receive(decoder).orElseThrow(input::damaged);
        } finally {
            avcodec.av_packet_free(packet);
            avcodec.avcodec_free_context(decoder);
        }
    }

    static Optional<AVFrame> receive(AVCodecContext decoder) {
        AVFrame frame = Libav.frame();
        if (avcodec.avcodec_receive_frame(decoder, frame) >= 0) {
            return Optional.of(frame);
        }
        avutil.av_frame_free(frame);
        return Optional.empty();
    }
}
