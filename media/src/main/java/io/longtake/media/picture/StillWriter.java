package io.longtake.media.picture;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.libav.FilterGraph;
import io.longtake.media.libav.Libav;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Writes stills: photos as JPEG, pictures that must stay exact as PNG. */
public final class StillWriter {
    /** libav's JPEG scale, 1 is best; 2 corresponds to the "fine" setting of cameras. */
    private static final int JPEG_QUANTISER = 2;

    private StillWriter() {}

    /** Writes a JPEG of high quality, 4:2:0, without any metadata and therefore without an orientation. */
    public static void jpeg(Still still, Path into) throws IOException {
        // swscale, because zscale rejects 4:2:0 with odd sizes; the encoder pads them.
        write(
                still.frame(),
                "scale=out_color_matrix=bt601:out_range=full:flags=bicubic+accurate_rnd+full_chroma_inp:"
                        + "out_h_chr_pos=128:out_v_chr_pos=128,format=yuv420p",
                "mjpeg",
                avutil.AV_PIX_FMT_YUV420P,
                into);
    }

    public static void png(Still still, Path into) throws IOException {
        write(still.frame(), "format=rgb24", "png", avutil.AV_PIX_FMT_RGB24, into);
    }

    /** Writes a frame of a film as PNG. */
    public static void png(PackedPicture picture, Path into) throws IOException {
        AVFrame frame = Libav.frame();
        try {
            frame.format(avutil.AV_PIX_FMT_YUV420P);
            frame.width(picture.width());
            frame.height(picture.height());
            frame.color_range(avutil.AVCOL_RANGE_MPEG);
            frame.colorspace(avutil.AVCOL_SPC_BT709);
            frame.pts(0);
            Libav.check(avutil.av_frame_get_buffer(frame, 0), "allocating an image");
            picture.write(frame);
            write(
                    frame,
                    "zscale=min=709:rin=limited:cin=left:m=gbr:r=full,format=gbrp,format=rgb24",
                    "png",
                    avutil.AV_PIX_FMT_RGB24,
                    into);
        } finally {
            avutil.av_frame_free(frame);
        }
    }

    private static void write(AVFrame picture, String chain, String encoder, int format, Path into) throws IOException {
        AVFrame ready = FilterGraph.apply(picture, chain);
        AVCodec codec = avcodec.avcodec_find_encoder_by_name(encoder);
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            context.width(ready.width());
            context.height(ready.height());
            context.pix_fmt(format);
            context.color_range(avutil.AVCOL_RANGE_JPEG);
            context.time_base(Libav.rational(1, 1));
            context.flags(context.flags() | avcodec.AV_CODEC_FLAG_QSCALE);
            context.global_quality(JPEG_QUANTISER * avutil.FF_QP2LAMBDA);
            ready.quality(JPEG_QUANTISER * avutil.FF_QP2LAMBDA);
            ready.pts(0);
            Libav.check(
                    avcodec.avcodec_open2(context, codec, (AVDictionary) null), "opening the " + encoder + " encoder");
            Libav.check(avcodec.avcodec_send_frame(context, ready), "writing " + into.getFileName());
            avcodec.avcodec_send_frame(context, null);
            if (avcodec.avcodec_receive_packet(context, packet) < 0) {
                throw new MediaException(Reason.INTERNAL, into.getFileName() + " could not be encoded");
            }
            byte[] bytes = new byte[packet.size()];
            packet.data().get(bytes);
            Files.write(into, bytes);
        } finally {
            avcodec.av_packet_free(packet);
            avcodec.avcodec_free_context(context);
            avutil.av_frame_free(ready);
        }
    }
}
