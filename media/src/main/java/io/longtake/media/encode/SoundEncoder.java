package io.longtake.media.encode;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.libav.Libav;
import io.longtake.media.sound.Pcm;
import io.longtake.media.sound.StereoFrames;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Encodes AAC-LC, stereo, 48 kHz. */
public final class SoundEncoder {
    private static final int BITS_PER_SECOND = 192_000;

    private SoundEncoder() {}

    /** Encodes the first {@code samples} sample frames of {@code pcm} into the packet file {@code into}. */
    public static void encode(Path pcm, long samples, Path into) throws IOException {
        Libav.load();
        AVCodec codec = avcodec.avcodec_find_encoder_by_name("aac");
        if (codec == null) {
            throw new MediaException(Reason.INTERNAL, "this libav has no AAC encoder");
        }
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        AVPacket packet = avcodec.av_packet_alloc();
        try (Pcm.Reader reader = new Pcm.Reader(pcm)) {
            open(context, codec);
            byte[] header = new byte[context.extradata_size()];
            context.extradata().get(header);
            try (ChunkFile.Writer writer = new ChunkFile.Writer(into, 0, 0, Pcm.RATE, header)) {
                int block = context.frame_size();
                float[] left = new float[block];
                float[] right = new float[block];
                for (long at = 0; at < samples; at += block) {
                    int count = (int) Math.min(block, samples - at);
                    int read = reader.read(left, right, count);
                    java.util.Arrays.fill(left, read, count, 0f);
                    java.util.Arrays.fill(right, read, count, 0f);
                    AVFrame frame = StereoFrames.of(left, right, count, Pcm.RATE, at);
                    try {
                        send(context, frame, packet, writer);
                    } finally {
                        avutil.av_frame_free(frame);
                    }
                }
                send(context, null, packet, writer);
                writer.finish();
            }
        } finally {
            avcodec.av_packet_free(packet);
            avcodec.avcodec_free_context(context);
        }
    }

    private static void open(AVCodecContext context, AVCodec codec) throws MediaException {
        context.sample_fmt(avutil.AV_SAMPLE_FMT_FLTP);
        context.sample_rate(Pcm.RATE);
        avutil.av_channel_layout_default(context.ch_layout(), 2);
        context.bit_rate(BITS_PER_SECOND);
        context.time_base(Libav.rational(1, Pcm.RATE));
        context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        Libav.check(
                avcodec.avcodec_open2(context, codec, (org.bytedeco.ffmpeg.avutil.AVDictionary) null),
                "opening the AAC encoder");
    }

    private static void send(AVCodecContext context, @Nullable AVFrame frame, AVPacket packet, ChunkFile.Writer writer)
            throws IOException {
        Libav.check(avcodec.avcodec_send_frame(context, frame), "encoding sound");
        while (true) {
            int code = avcodec.avcodec_receive_packet(context, packet);
            if (code == Libav.AGAIN || code == Libav.EOF) {
                return;
            }
            Libav.check(code, "encoding sound");
            byte[] data = new byte[packet.size()];
            packet.data().get(data);
            writer.add(new EncodedPacket(packet.pts(), packet.dts(), packet.duration(), true, data));
            avcodec.av_packet_unref(packet);
        }
    }
}
