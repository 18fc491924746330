package io.longtake.media;

import io.longtake.media.libav.Libav;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Creates media files for tests: black pictures with a white flash, and silence with beeps, at times chosen by the
 * test.
 */
public final class TestClip implements AutoCloseable {
    /** Pictures per second. */
    public static final int FPS = 30;

    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final double FLASH_SECONDS = 0.2;
    private static final int BEEP_HZ = 1000;
    private static final double BEEP_SECONDS = 0.2;

    /** @param flashAt time of the flash on the file's clock, s; {@code start} likewise */
    public record Pictures(String codec, double start, double seconds, double flashAt) {}

    /**
     * A sound track.
     *
     * @param start when the first sample plays, s on the file's clock
     * @param beeps when each beep of 0.2 s begins, s on the file's clock
     * @param gapAt start of a gap without stored samples; {@code gapSeconds} is 0 for none
     */
    public record Sound(
            String codec,
            int rate,
            String layout,
            double start,
            double seconds,
            List<Double> beeps,
            double gapAt,
            double gapSeconds) {
        public Sound(double start, double seconds, double beepAt) {
            this("aac", 48_000, "stereo", start, seconds, List.of(beepAt), 0, 0);
        }

        public Sound as(String otherCodec, int otherRate, String otherLayout) {
            return new Sound(otherCodec, otherRate, otherLayout, start, seconds, beeps, gapAt, gapSeconds);
        }

        public Sound withGap(double at, double length) {
            return new Sound(codec, rate, layout, start, seconds, beeps, at, length);
        }

        private boolean beepsAt(double time) {
            return beeps.stream().anyMatch(at -> time >= at && time < at + BEEP_SECONDS);
        }
    }

    private record Timed(AVPacket packet, double seconds) {}

    private final AVFormatContext context = new AVFormatContext(null);
    private final List<AVCodecContext> encoders = new ArrayList<>();
    private final List<Timed> packets = new ArrayList<>();
    private final Path file;

    /** @param format libav's name of the muxer: mp4, mov, matroska, avi, mp3, ipod, wav, adts */
    public TestClip(Path file, String format) throws IOException {
        Libav.load();
        this.file = file;
        Libav.check(
                avformat.avformat_alloc_output_context2(context, null, format, file.toString()), "preparing " + format);
    }

    public TestClip with(Pictures pictures) throws IOException {
        AVCodecContext encoder = encoder(pictures.codec());
        encoder.width(WIDTH);
        encoder.height(HEIGHT);
        boolean png = pictures.codec().equals("png");
        encoder.pix_fmt(png ? avutil.AV_PIX_FMT_RGB24 : avutil.AV_PIX_FMT_YUV420P);
        encoder.color_range(avutil.AVCOL_RANGE_JPEG);
        encoder.strict_std_compliance(avcodec.FF_COMPLIANCE_UNOFFICIAL);
        encoder.time_base(Libav.rational(1, FPS));
        encoder.framerate(Libav.rational(FPS, 1));
        encoder.max_b_frames(0);
        AVStream stream = stream(encoder);
        stream.avg_frame_rate(Libav.rational(FPS, 1));
        long first = Math.round(pictures.start() * FPS);
        long count = Math.max(1, Math.round(pictures.seconds() * FPS));
        for (long i = first; i < first + count; i++) {
            double time = i / (double) FPS;
            boolean white = time >= pictures.flashAt() - 1e-9 && time < pictures.flashAt() + FLASH_SECONDS - 1e-9;
            AVFrame frame = Libav.frame();
            frame.format(encoder.pix_fmt());
            frame.width(WIDTH);
            frame.height(HEIGHT);
            frame.color_range(avutil.AVCOL_RANGE_JPEG);
            Libav.check(avutil.av_frame_get_buffer(frame, 0), "allocating an image");
            Pointer.memset(frame.data(0), white ? 255 : 0, (long) frame.linesize(0) * HEIGHT);
            for (int plane = 1; plane < 3 && !png; plane++) {
                Pointer.memset(frame.data(plane), 128, (long) frame.linesize(plane) * HEIGHT / 2);
            }
            frame.pts(i);
            encode(encoder, stream, frame, 0);
            avutil.av_frame_free(frame);
        }
        encode(encoder, stream, null, 0);
        return this;
    }

    /**
     * Adds a cover picture as music programs store it. For containers without a cover mark use {@link #with(Pictures)},
     * which adds a plain track.
     */
    public TestClip withMarkedCover() throws IOException {
        with(new Pictures("mjpeg", 0, 0, 0));
        context.streams(context.nb_streams() - 1).disposition(avformat.AV_DISPOSITION_ATTACHED_PIC);
        return this;
    }

    public TestClip with(Sound sound) throws IOException {
        AVCodecContext encoder = encoder(sound.codec());
        encoder.sample_rate(sound.rate());
        encoder.time_base(Libav.rational(1, sound.rate()));
        Libav.check(avutil.av_channel_layout_from_string(encoder.ch_layout(), sound.layout()), "naming the channels");
        encoder.sample_fmt(
                switch (sound.codec()) {
                    case "aac" -> avutil.AV_SAMPLE_FMT_FLTP;
                    case "libmp3lame" -> avutil.AV_SAMPLE_FMT_S16P;
                    default -> avutil.AV_SAMPLE_FMT_S16;
                });
        encoder.bit_rate(128_000);
        encoder.strict_std_compliance(avcodec.FF_COMPLIANCE_EXPERIMENTAL);
        AVStream stream = stream(encoder);
        int block = encoder.frame_size() == 0 ? 1024 : encoder.frame_size();
        long first = Math.round(sound.start() * sound.rate());
        long end = first + Math.round(sound.seconds() * sound.rate());
        for (long at = first; at < end; at += block) {
            double time = at / (double) sound.rate();
            if (sound.gapSeconds() > 0 && time >= sound.gapAt() && time < sound.gapAt() + sound.gapSeconds()) {
                continue;
            }
            AVFrame frame = samples(encoder, sound, at, (int) Math.min(block, end - at));
            encode(encoder, stream, frame, 0);
            avutil.av_frame_free(frame);
        }
        encode(encoder, stream, null, 0);
        return this;
    }

    private static AVFrame samples(AVCodecContext encoder, Sound sound, long at, int count) throws IOException {
        AVFrame frame = Libav.frame();
        frame.format(encoder.sample_fmt());
        frame.nb_samples(count);
        frame.sample_rate(sound.rate());
        avutil.av_channel_layout_copy(frame.ch_layout(), encoder.ch_layout());
        Libav.check(avutil.av_frame_get_buffer(frame, 0), "allocating sound");
        int channels = frame.ch_layout().nb_channels();
        boolean floats = encoder.sample_fmt() == avutil.AV_SAMPLE_FMT_FLTP;
        boolean planar = avutil.av_sample_fmt_is_planar(encoder.sample_fmt()) != 0;
        for (int i = 0; i < count; i++) {
            double time = (at + i) / (double) sound.rate();
            double value = sound.beepsAt(time) ? 0.3 * Math.sin(2 * Math.PI * BEEP_HZ * time) : 0;
            for (int channel = 0; channel < channels; channel++) {
                long index = planar ? i : (long) i * channels + channel;
                var plane = frame.extended_data(planar ? channel : 0)
                        .capacity((long) count * (planar ? 1 : channels) * (floats ? 4 : 2))
                        .asByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN);
                if (floats) {
                    plane.putFloat((int) index * 4, (float) value);
                } else {
                    plane.putShort((int) index * 2, (short) (value * Short.MAX_VALUE));
                }
            }
        }
        frame.pts(at);
        return frame;
    }

    private AVCodecContext encoder(String name) throws IOException {
        AVCodec codec = avcodec.avcodec_find_encoder_by_name(name);
        if (codec == null) {
            throw new IOException("no encoder " + name);
        }
        AVCodecContext encoder = avcodec.avcodec_alloc_context3(codec);
        if ((context.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0) {
            encoder.flags(encoder.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        encoders.add(encoder);
        return encoder;
    }

    private AVStream stream(AVCodecContext encoder) throws IOException {
        Libav.check(avcodec.avcodec_open2(encoder, encoder.codec(), (AVDictionary) null), "opening an encoder");
        AVStream stream = avformat.avformat_new_stream(context, null);
        stream.time_base(encoder.time_base());
        avcodec.avcodec_parameters_from_context(stream.codecpar(), encoder);
        return stream;
    }

    private void encode(AVCodecContext encoder, AVStream stream, @Nullable AVFrame frame, int flags)
            throws IOException {
        Libav.check(avcodec.avcodec_send_frame(encoder, frame), "encoding");
        AVPacket packet = avcodec.av_packet_alloc();
        while (avcodec.avcodec_receive_packet(encoder, packet) >= 0) {
            packet.stream_index(stream.index());
            packet.flags(packet.flags() | flags);
            double base =
                    encoder.time_base().num() / (double) encoder.time_base().den();
            packets.add(new Timed(packet, packet.dts() * base));
            packet = avcodec.av_packet_alloc();
        }
        avcodec.av_packet_free(packet);
    }

    public Path write() throws IOException {
        AVIOContext io = new AVIOContext(null);
        Libav.check(avformat.avio_open(io, "file:" + file, avformat.AVIO_FLAG_WRITE), "writing " + file);
        context.pb(io);
        try {
            Libav.check(avformat.avformat_write_header(context, (AVDictionary) null), "writing the header");
            packets.sort(Comparator.comparingDouble(Timed::seconds));
            for (Timed timed : packets) {
                AVPacket packet = timed.packet();
                int index = packet.stream_index();
                avcodec.av_packet_rescale_ts(
                        packet,
                        encoders.get(index).time_base(),
                        context.streams(index).time_base());
                Libav.check(avformat.av_interleaved_write_frame(context, packet), "writing a packet");
            }
            Libav.check(avformat.av_write_trailer(context), "writing the index");
        } finally {
            avformat.avio_closep(io);
            context.pb(null);
        }
        return file;
    }

    @Override
    public void close() {
        packets.forEach(timed -> avcodec.av_packet_free(timed.packet()));
        encoders.forEach(avcodec::avcodec_free_context);
        avformat.avformat_free_context(context);
    }
}
