package io.longtake.media.corpus;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;

import io.longtake.media.libav.Libav;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/** Encodes tracks and muxes them into one container. */
final class Muxing implements AutoCloseable {
    private final String muxer;
    private final Map<String, String> options;
    private final Path part;
    private final AVFormatContext context = new AVFormatContext(null);
    private final List<Encoded> packets = new ArrayList<>();
    private final List<AVCodecContext> coders = new ArrayList<>();

    private record Encoded(AVPacket packet, AVRational base) {
        double seconds() {
            return packet.dts() * (double) base.num() / base.den();
        }
    }

    Muxing(String muxer, Map<String, String> options) throws IOException {
        Libav.load();
        part = Files.createTempFile("longtake-corpus-", ".part");
        this.muxer = muxer;
        this.options = options;
        Libav.check(
                avformat.avformat_alloc_output_context2(context, null, muxer, part.toString()),
                "creating the container " + muxer);
        context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    }

    void pictures(Clip clip) throws IOException {
        Picture picture = clip.picture();
        Clip.Look look = clip.look();
        AVCodecContext coder = coder(clip.codec());
        coder.width(picture.width());
        coder.height(picture.height());
        coder.pix_fmt(avutil.av_get_pix_fmt(clip.format()));
        coder.time_base(Libav.rational(1, clip.fps()));
        coder.framerate(Libav.rational(clip.fps(), 1));
        coder.gop_size(clip.fps());
        String[] aspect = look.aspect().split(":", -1);
        coder.sample_aspect_ratio(Libav.rational(Integer.parseInt(aspect[0]), Integer.parseInt(aspect[1])));
        boolean planesOfRgb = clip.format().startsWith("gbr") || clip.format().startsWith("bgr");
        coder.color_range(look.full() ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
        if (look.tagged()) {
            coder.colorspace(planesOfRgb ? avutil.AVCOL_SPC_RGB : look.matrix().tag);
            tag(coder, picture.space());
        }
        open(coder, clip.coder());
        AVStream stream = stream(coder);
        stream.sample_aspect_ratio(coder.sample_aspect_ratio());
        stream.avg_frame_rate(coder.framerate());
        if (look.rotation() != 0) {
            turn(stream, look.rotation());
        }
        AVFrame frame = Libav.frame();
        frame.format(coder.pix_fmt());
        frame.width(picture.width());
        frame.height(picture.height());
        frame.color_range(coder.color_range());
        frame.colorspace(coder.colorspace());
        Libav.check(avutil.av_frame_get_buffer(frame, 0), "allocating a frame");
        Planes planes = new Planes(picture, look.matrix(), look.full());
        int count = (int) Math.round(clip.fps() * clip.seconds());
        for (int i = 0; i < count; i++) {
            avutil.av_frame_make_writable(frame);
            planes.draw(frame, i);
            frame.pts(i + Math.round(look.startSeconds() * clip.fps()));
            frame.duration(1);
            encode(coder, stream, frame);
        }
        encode(coder, stream, null);
        avutil.av_frame_free(frame);
    }

    private static void tag(AVCodecContext coder, Space space) {
        switch (space) {
            case HLG -> {
                coder.color_primaries(avutil.AVCOL_PRI_BT2020);
                coder.color_trc(avutil.AVCOL_TRC_ARIB_STD_B67);
            }
            case PQ -> {
                coder.color_primaries(avutil.AVCOL_PRI_BT2020);
                coder.color_trc(avutil.AVCOL_TRC_SMPTE2084);
            }
            case DISPLAY_P3 -> {
                coder.color_primaries(avutil.AVCOL_PRI_SMPTE432);
                coder.color_trc(avutil.AVCOL_TRC_IEC61966_2_1);
            }
            default -> {
                coder.color_primaries(avutil.AVCOL_PRI_BT709);
                coder.color_trc(avutil.AVCOL_TRC_IEC61966_2_1);
            }
        }
    }

    void sound(Sound.Track track) throws IOException {
        AVCodecContext coder = coder(track.codec());
        coder.sample_rate(track.rate());
        avutil.av_channel_layout_default(coder.ch_layout(), track.channels());
        coder.sample_fmt(Codecs.sampleFormat(track.codec()));
        coder.time_base(Libav.rational(1, track.rate()));
        coder.bit_rate(96_000);
        open(coder, Map.of());
        AVStream stream = stream(coder);
        int frameSize = coder.frame_size() > 0 ? coder.frame_size() : 1024;
        long total = Math.round(track.seconds() * track.rate());
        for (long at = 0; at < total; at += frameSize) {
            int samples = (int) Math.min(frameSize, total - at);
            AVFrame frame = Libav.frame();
            frame.format(coder.sample_fmt());
            frame.sample_rate(track.rate());
            avutil.av_channel_layout_copy(frame.ch_layout(), coder.ch_layout());
            frame.nb_samples(samples);
            Libav.check(avutil.av_frame_get_buffer(frame, 0), "allocating sound");
            tone(frame, at, track);
            frame.pts(at + Math.round(track.startSeconds() * track.rate()));
            encode(coder, stream, frame);
            avutil.av_frame_free(frame);
        }
        encode(coder, stream, null);
    }

    private static void tone(AVFrame frame, long at, Sound.Track track) {
        boolean planar = avutil.av_sample_fmt_is_planar(frame.format()) != 0;
        int bytes = avutil.av_get_bytes_per_sample(frame.format());
        for (int channel = 0; channel < track.channels(); channel++) {
            BytePointer data = new BytePointer(frame.extended_data(planar ? channel : 0));
            for (int i = 0; i < frame.nb_samples(); i++) {
                double value = 0.25 * Math.sin(2 * Math.PI * 440 * (at + i) / track.rate());
                long index = (long) bytes * (planar ? i : i * (long) track.channels() + channel);
                switch (avutil.av_get_packed_sample_fmt(frame.format())) {
                    case avutil.AV_SAMPLE_FMT_FLT -> data.putFloat(index, (float) value);
                    case avutil.AV_SAMPLE_FMT_DBL -> data.putDouble(index, value);
                    case avutil.AV_SAMPLE_FMT_S16 -> data.putShort(index, (short) (value * 32767));
                    case avutil.AV_SAMPLE_FMT_S32 -> data.putInt(index, (int) (value * Integer.MAX_VALUE));
                    default -> data.put(index, (byte) (128 + value * 127));
                }
            }
        }
    }

    /** Adds a cover picture to a sound. */
    void cover(Jpeg jpeg) throws IOException {
        AVStream stream = avformat.avformat_new_stream(context, null);
        stream.codecpar().codec_type(avutil.AVMEDIA_TYPE_VIDEO);
        stream.codecpar().codec_id(avcodec.AV_CODEC_ID_MJPEG);
        stream.codecpar().width(jpeg.picture().width());
        stream.codecpar().height(jpeg.picture().height());
        stream.disposition(avformat.AV_DISPOSITION_ATTACHED_PIC);
        stream.time_base(Libav.rational(1, 90_000));
        byte[] bytes = jpeg.bytes();
        AVPacket packet = avcodec.av_packet_alloc();
        Libav.check(avcodec.av_new_packet(packet, bytes.length), "allocating a packet");
        packet.data().put(bytes, 0, bytes.length);
        packet.stream_index(stream.index());
        packet.flags(avcodec.AV_PKT_FLAG_KEY);
        packet.pts(0);
        packet.dts(0);
        packets.add(0, new Encoded(packet, Libav.rational(1, 90_000)));
    }

    private AVCodecContext coder(String name) throws IOException {
        AVCodec codec = avcodec.avcodec_find_encoder_by_name(name);
        if (codec == null) {
            throw new IOException("this libav has no encoder " + name);
        }
        AVCodecContext coder = avcodec.avcodec_alloc_context3(codec);
        coders.add(coder);
        coder.thread_count(1);
        coder.strict_std_compliance(avcodec.FF_COMPLIANCE_EXPERIMENTAL);
        coder.flags(coder.flags() | avcodec.AV_CODEC_FLAG_BITEXACT);
        if ((context.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0) {
            coder.flags(coder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        return coder;
    }

    private static void open(AVCodecContext coder, Map<String, String> options) throws IOException {
        String name = coder.codec().name().getString();
        AVDictionary dictionary = new AVDictionary(null);
        options.forEach((option, value) -> avutil.av_dict_set(dictionary, option, value, 0));
        int code = avcodec.avcodec_open2(coder, coder.codec(), dictionary);
        String left = avutil.av_dict_count(dictionary) == 0
                ? ""
                : avutil.av_dict_get(dictionary, "", null, avutil.AV_DICT_IGNORE_SUFFIX)
                        .key()
                        .getString();
        avutil.av_dict_free(dictionary);
        Libav.check(code, "opening the encoder " + name);
        if (!left.isEmpty()) {
            throw new IOException(name + " knows no option " + left);
        }
    }

    private AVStream stream(AVCodecContext coder) throws IOException {
        AVStream stream = avformat.avformat_new_stream(context, null);
        Libav.check(avcodec.avcodec_parameters_from_context(stream.codecpar(), coder), "describing a stream");
        stream.time_base(coder.time_base());
        return stream;
    }

    private static void turn(AVStream stream, int degrees) {
        // Freed together with the stream, so it must be allocated by libav.
        BytePointer matrix = new BytePointer(avutil.av_malloc(36));
        avutil.av_display_rotation_set(new IntPointer(matrix), degrees);
        AVPacketSideData data =
                new AVPacketSideData(avutil.av_mallocz(org.bytedeco.javacpp.Pointer.sizeof(AVPacketSideData.class)));
        data.data(matrix).size(36).type(AV_PKT_DATA_DISPLAYMATRIX);
        stream.codecpar().coded_side_data(data);
        stream.codecpar().nb_coded_side_data(1);
    }

    private void encode(AVCodecContext coder, AVStream stream, AVFrame frame) throws IOException {
        Libav.check(avcodec.avcodec_send_frame(coder, frame), "encoding");
        while (true) {
            AVPacket packet = avcodec.av_packet_alloc();
            int code = avcodec.avcodec_receive_packet(coder, packet);
            if (code == Libav.AGAIN || code == Libav.EOF) {
                avcodec.av_packet_free(packet);
                return;
            }
            Libav.check(code, "encoding");
            packet.stream_index(stream.index());
            packets.add(new Encoded(packet, coder.time_base()));
        }
    }

    byte[] file() throws IOException {
        AVIOContext io = new AVIOContext(null);
        Libav.check(avformat.avio_open(io, part.toString(), avformat.AVIO_FLAG_WRITE), "writing " + part);
        context.pb(io);
        AVDictionary dictionary = new AVDictionary(null);
        options.forEach((name, value) -> avutil.av_dict_set(dictionary, name, value, 0));
        Libav.check(avformat.avformat_write_header(context, dictionary), "writing the header of " + muxer);
        avutil.av_dict_free(dictionary);
        packets.sort(java.util.Comparator.comparingDouble(Encoded::seconds));
        for (Encoded encoded : packets) {
            AVPacket packet = encoded.packet();
            avcodec.av_packet_rescale_ts(
                    packet,
                    encoded.base(),
                    context.streams(packet.stream_index()).time_base());
            Libav.check(avformat.av_interleaved_write_frame(context, packet), "writing a packet of " + muxer);
        }
        Libav.check(avformat.av_write_trailer(context), "writing the trailer of " + muxer);
        avformat.avio_closep(io);
        return Files.readAllBytes(part);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(part);
        packets.forEach(encoded -> avcodec.av_packet_free(encoded.packet()));
        coders.forEach(avcodec::avcodec_free_context);
        avformat.avformat_free_context(context);
    }
}
