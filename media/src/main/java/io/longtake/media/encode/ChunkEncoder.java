package io.longtake.media.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_CLOSED_GOP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.libav.Libav;
import io.longtake.media.picture.PackedPicture;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Encodes one chunk: complete, closed groups of pictures that can be joined to any other chunk with the same settings
 * without re-encoding. Each chunk has its own encoder, so that its bytes don't depend on what was encoded before.
 */
public final class ChunkEncoder implements AutoCloseable {
    private final AVCodecContext context;
    private final AVFrame frame;
    private final AVPacket packet;
    private final ChunkFile.Writer writer;
    private long next;

    /** Writes to {@code file}, which is complete only after {@link #finish}. */
    public ChunkEncoder(VideoSettings settings, Path file) throws IOException {
        context = open(settings);
        packet = avcodec.av_packet_alloc();
        frame = Libav.frame();
        frame.format(avutil.AV_PIX_FMT_YUV420P);
        frame.width(settings.width());
        frame.height(settings.height());
        Libav.check(avutil.av_frame_get_buffer(frame, 0), "allocating a frame");
        byte[] header = new byte[context.extradata_size()];
        context.extradata().get(header);
        writer = new ChunkFile.Writer(file, settings.width(), settings.height(), settings.fps(), header);
    }

    /** Opens an encoder with these settings; the caller frees it. */
    public static AVCodecContext open(VideoSettings settings) throws MediaException {
        Libav.load();
        AVCodec codec = avcodec.avcodec_find_encoder_by_name("libx264");
        if (codec == null) {
            throw new MediaException(Reason.INTERNAL, "this libav has no libx264");
        }
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        context.width(settings.width());
        context.height(settings.height());
        context.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
        context.time_base(Libav.rational(1, settings.fps()));
        context.framerate(Libav.rational(settings.fps(), 1));
        context.sample_aspect_ratio(Libav.rational(1, 1));
        context.gop_size(settings.gopFrames());
        context.keyint_min(settings.gopFrames());
        context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_CLOSED_GOP);
        context.thread_count(settings.threads());
        context.thread_type(AVCodecContext.FF_THREAD_FRAME);
        context.profile(avcodec.AV_PROFILE_H264_HIGH);
        context.color_range(avutil.AVCOL_RANGE_MPEG);
        context.colorspace(avutil.AVCOL_SPC_BT709);
        context.color_primaries(avutil.AVCOL_PRI_BT709);
        context.color_trc(avutil.AVCOL_TRC_BT709);
        context.chroma_sample_location(avutil.AVCHROMA_LOC_LEFT);
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "preset", settings.preset(), 0);
        avutil.av_dict_set(options, "crf", Integer.toString(settings.crf()), 0);
        avutil.av_dict_set(options, "profile", "high", 0);
        avutil.av_dict_set(options, "sc_threshold", "0", 0);
        avutil.av_dict_set(options, "x264-params", settings.tuning(), 0);
        int opened = avcodec.avcodec_open2(context, codec, options);
        avutil.av_dict_free(options);
        if (opened < 0) {
            avcodec.avcodec_free_context(context);
        }
        Libav.check(opened, "opening the H.264 encoder for " + settings.fingerprint());
        return context;
    }

    public void add(PackedPicture picture) throws IOException {
        Libav.check(avutil.av_frame_make_writable(frame), "allocating a frame");
        picture.write(frame);
        frame.pts(next++);
        send(frame);
    }

    /** Writes the packets that the encoder still holds and completes the file. */
    public void finish() throws IOException {
        send(null);
        writer.finish();
    }

    private void send(@Nullable AVFrame picture) throws IOException {
        Libav.check(avcodec.avcodec_send_frame(context, picture), "encoding a frame");
        while (true) {
            int code = avcodec.avcodec_receive_packet(context, packet);
            if (code == Libav.AGAIN || code == Libav.EOF) {
                return;
            }
            Libav.check(code, "encoding a frame");
            byte[] data = new byte[packet.size()];
            packet.data().get(data);
            writer.add(new EncodedPacket(packet.pts(), packet.dts(), 1, (packet.flags() & AV_PKT_FLAG_KEY) != 0, data));
            avcodec.av_packet_unref(packet);
        }
    }

    @Override
    public void close() throws IOException {
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(context);
        writer.close();
    }
}
