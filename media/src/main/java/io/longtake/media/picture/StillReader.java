package io.longtake.media.picture;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.libav.FilterGraph;
import io.longtake.media.libav.Libav;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** Decodes still images in this process. Foreign bytes should come through a process of their own. */
public final class StillReader {
    private StillReader() {}

    public static Still read(Path file) throws MediaException {
        AVFrame decoded = decode(file);
        AVFrame rgb;
        try {
            rgb = FilterGraph.apply(decoded, toRgb(decoded));
        } finally {
            avutil.av_frame_free(decoded);
        }
        return new Still(rgb);
    }

    private static String toRgb(AVFrame frame) {
        AVPixFmtDescriptor format = avutil.av_pix_fmt_desc_get(frame.format());
        boolean rgb = (format.flags() & avutil.AV_PIX_FMT_FLAG_RGB) != 0 || format.nb_components() < 3;
        if (rgb) {
            return "format=gbrp";
        }
        String range = frame.color_range() == avutil.AVCOL_RANGE_MPEG ? "limited" : "full";
        String matrix =
                switch (frame.colorspace()) {
                    case avutil.AVCOL_SPC_BT709 -> "709";
                    case avutil.AVCOL_SPC_BT2020_NCL -> "2020_ncl";
                    default -> "470bg";
                };
        return "zscale=min=" + matrix + ":rin=" + range + ":m=gbr:r=full:filter=bicubic,format=gbrp";
    }

    private static AVFrame decode(Path file) throws MediaException {
        Libav.load();
        AVFormatContext format = new AVFormatContext(null);
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "protocol_whitelist", "file", 0);
        int code = avformat.avformat_open_input(format, "file:" + file.toAbsolutePath(), null, options);
        avutil.av_dict_free(options);
        if (code < 0) {
            throw new MediaException(Reason.UNSUPPORTED, file.getFileName() + " is not an image: " + Libav.text(code));
        }
        try {
            AVCodec codec = new AVCodec(null);
            int index = avformat.av_find_best_stream(format, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, codec, 0);
            if (index < 0) {
                throw new MediaException(Reason.UNSUPPORTED, file.getFileName() + " holds no picture");
            }
            return firstFrame(file, format, format.streams(index), codec);
        } finally {
            avformat.avformat_close_input(format);
        }
    }

    private static AVFrame firstFrame(Path file, AVFormatContext format, AVStream stream, AVCodec codec)
            throws MediaException {
        AVCodecContext decoder = avcodec.avcodec_alloc_context3(codec);
        AVPacket packet = avcodec.av_packet_alloc();
        AVFrame frame = Libav.frame();
        boolean whole = false;
        try {
            avcodec.avcodec_parameters_to_context(decoder, stream.codecpar());
            Libav.check(avcodec.avcodec_open2(decoder, codec, (AVDictionary) null), "opening the decoder");
            while (avformat.av_read_frame(format, packet) >= 0) {
                if (packet.stream_index() == stream.index()) {
                    avcodec.avcodec_send_packet(decoder, packet);
                }
                avcodec.av_packet_unref(packet);
                if (avcodec.avcodec_receive_frame(decoder, frame) >= 0) {
                    whole = true;
                    return frame;
                }
            }
            avcodec.avcodec_send_packet(decoder, null);
            if (avcodec.avcodec_receive_frame(decoder, frame) >= 0) {
                whole = true;
                return frame;
            }
            throw new MediaException(Reason.DAMAGED, file.getFileName() + " holds no whole picture");
        } finally {
            if (!whole) {
                avutil.av_frame_free(frame);
            }
            avcodec.av_packet_free(packet);
            avcodec.avcodec_free_context(decoder);
        }
    }
}
