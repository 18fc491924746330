package io.longtake.media.picture;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.MediaFormat;
import io.longtake.media.MediaLimits;
import io.longtake.media.libav.FilterGraph;
import io.longtake.media.libav.Input;
import io.longtake.media.libav.Libav;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;

/**
 * Decodes still images, upright. In this process: bytes that nobody has looked at yet should go through
 * {@code io.longtake.media.guard} first.
 */
public final class StillReader {
    private StillReader() {}

    /** The first picture of a file, of any image format. */
    public static Still read(Path file) throws IOException {
        try (Input input = Input.open(file)) {
            if (input.format().kind() != MediaFormat.Kind.IMAGE) {
                throw new MediaException(
                        Reason.UNSUPPORTED, file.getFileName() + " is not an image: it is " + input.format());
            }
            Optional<ImageHeader.Size> size = ImageHeader.size(file, input.format());
            if (size.isPresent()) {
                check(input, size.get().width(), size.get().height());
            }
            if (input.format() == MediaFormat.HEIC) {
                return HeifReader.read(input);
            }
            AVStream stream = pictures(input);
            Optional<byte[]> first =
                    input.format() == MediaFormat.WEBP ? MovingWebp.firstPicture(file) : Optional.empty();
            AVFrame decoded = first.isPresent() ? decoded(input, stream, first.get()) : firstFrame(input, stream);
            try {
                return upright(decoded, orientation(decoded));
            } finally {
                avutil.av_frame_free(decoded);
            }
        }
    }

    static void check(Input input, long width, long height) throws MediaException {
        if (width <= 0 || height <= 0) {
            throw input.damaged();
        }
        if (width * height > MediaLimits.PIXELS) {
            throw input.tooLarge(width, height);
        }
    }

    private static AVStream pictures(Input input) throws MediaException {
        for (int i = 0; i < input.context().nb_streams(); i++) {
            AVStream stream = input.context().streams(i);
            if (stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO) {
                return stream;
            }
        }
        throw input.damaged();
    }

    /** JPEG, PNG and WebP carry Exif, which the decoder hands on as a matrix. */
    private static Orientation orientation(AVFrame frame) {
        AVFrameSideData data = avutil.av_frame_get_side_data(frame, avutil.AV_FRAME_DATA_DISPLAYMATRIX);
        return data == null ? Orientation.AS_STORED : Orientation.of(new IntPointer(data.data()));
    }

    static AVFrame firstFrame(Input input, AVStream stream) throws MediaException {
        AVCodecContext decoder = input.decoder(stream, 1);
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

    private static AVFrame decoded(Input input, AVStream stream, byte[] picture) throws MediaException {
        AVCodecContext decoder = input.decoder(stream, 1);
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            Libav.check(avcodec.av_new_packet(packet, picture.length), "getting memory for a packet");
            packet.data().put(picture, 0, picture.length);
            avcodec.avcodec_send_packet(decoder, packet);
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

    /** RGB of 8 bits, transparent parts on white, turned. */
    static Still upright(AVFrame decoded, Orientation orientation) throws MediaException {
        AVPixFmtDescriptor format = avutil.av_pix_fmt_desc_get(decoded.format());
        boolean alpha =
                (format.flags() & avutil.AV_PIX_FMT_FLAG_ALPHA) != 0 || decoded.format() == avutil.AV_PIX_FMT_PAL8;
        String chain =
                toRgb(decoded, format, alpha) + (orientation.filter().isEmpty() ? "" : "," + orientation.filter());
        AVFrame rgb = FilterGraph.apply(decoded, chain);
        if (!alpha) {
            return new Still(rgb);
        }
        try {
            return new Still(OnWhite.flattened(rgb));
        } finally {
            avutil.av_frame_free(rgb);
        }
    }

    private static String toRgb(AVFrame frame, AVPixFmtDescriptor format, boolean alpha) {
        String target = alpha ? "gbrap" : "gbrp";
        boolean rgb = (format.flags() & (avutil.AV_PIX_FMT_FLAG_RGB | avutil.AV_PIX_FMT_FLAG_PAL)) != 0
                || format.nb_components() < 3;
        if (rgb) {
            return "format=" + target;
        }
        String range = frame.color_range() == avutil.AVCOL_RANGE_MPEG ? "limited" : "full";
        String matrix =
                switch (frame.colorspace()) {
                    case avutil.AVCOL_SPC_BT709 -> "709";
                    case avutil.AVCOL_SPC_BT2020_NCL -> "2020_ncl";
                    default -> "470bg";
                };
        return "zscale=min=" + matrix + ":rin=" + range + ":m=gbr:r=full:filter=bicubic,format=" + target;
    }
}
