package io.longtake.media.picture;

import io.longtake.media.libav.FilterGraph;
import io.longtake.media.libav.Libav;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Creates media files of every kind with libav's encoders, and adds the metadata that tools write. */
public final class TestPictures {
    public static final int LEFT = 0xdc1e1e;
    public static final int RIGHT = 0x1e1edc;

    private TestPictures() {}

    /** The left half is {@link #LEFT}, the right half {@link #RIGHT}. */
    public static AVFrame halves(int width, int height) throws IOException {
        return halves(width, height, LEFT, RIGHT);
    }

    public static AVFrame halves(int width, int height, int left, int right) throws IOException {
        AVFrame frame = Planes.rgb(width, height);
        byte[] row = new byte[width];
        for (int channel = 0; channel < 3; channel++) {
            int shift = 16 - 8 * channel;
            Arrays.fill(row, (byte) (left >> shift));
            Arrays.fill(row, width / 2, width, (byte) (right >> shift));
            if (width == 1) {
                row[0] = (byte) (left >> shift);
            }
            ByteBuffer plane = Planes.bytes(frame, Planes.RGB[channel]);
            for (int y = 0; y < height; y++) {
                plane.position(y * frame.linesize(Planes.RGB[channel])).put(row);
            }
        }
        return frame;
    }

    /**
     * Encodes one picture.
     *
     * @param frame freed here
     */
    public static byte[] still(String encoder, String pixelFormat, AVFrame frame) throws IOException {
        AVFrame ready = converted(frame, pixelFormat);
        AVCodecContext context = encoder(encoder, ready);
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            Libav.check(avcodec.avcodec_send_frame(context, ready), "encoding");
            avcodec.avcodec_send_frame(context, null);
            Libav.check(avcodec.avcodec_receive_packet(context, packet), "encoding");
            byte[] bytes = new byte[packet.size()];
            packet.data().get(bytes);
            return bytes;
        } finally {
            avcodec.av_packet_free(packet);
            avcodec.avcodec_free_context(context);
            avutil.av_frame_free(ready);
        }
    }

    private static AVFrame converted(AVFrame frame, String pixelFormat) throws IOException {
        boolean yuv = pixelFormat.startsWith("yuv");
        String range = pixelFormat.startsWith("yuvj") || pixelFormat.startsWith("gray") ? "full" : "limited";
        AVFrame ready = FilterGraph.apply(
                frame,
                (yuv ? "scale=out_color_matrix=bt601:out_range=" + range + ":flags=accurate_rnd+full_chroma_inp," : "")
                        + "format=" + pixelFormat);
        avutil.av_frame_free(frame);
        ready.pts(0);
        return ready;
    }

    private static AVCodecContext encoder(String name, AVFrame like) throws IOException {
        AVCodec codec = avcodec.avcodec_find_encoder_by_name(name);
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        context.width(like.width());
        context.height(like.height());
        context.pix_fmt(like.format());
        context.color_range(like.color_range());
        context.colorspace(like.colorspace());
        context.color_primaries(like.color_primaries());
        context.color_trc(like.color_trc());
        context.sample_aspect_ratio(like.sample_aspect_ratio());
        context.time_base(Libav.rational(1, 10));
        context.strict_std_compliance(avcodec.FF_COMPLIANCE_EXPERIMENTAL);
        context.flags(context.flags() | avcodec.AV_CODEC_FLAG_QSCALE | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        // libwebp's scale goes from 0 to 100, that of the others from 31 to 1.
        context.global_quality((name.equals("libwebp") ? 95 : 2) * avutil.FF_QP2LAMBDA);
        Libav.check(avcodec.avcodec_open2(context, codec, (AVDictionary) null), "opening " + name);
        return context;
    }

    /** How a clip's container describes its pictures. */
    public record Container(String muxer, int quarterTurns, int aspectWidth, int aspectHeight) {
        public static final Container MATROSKA = new Container("matroska", 0, 1, 1);
    }

    /**
     * Writes a clip of ten identical pictures.
     *
     * @param frame freed here; its colour description is used for the clip
     */
    public static void clip(Path file, Container container, String encoder, String pixelFormat, AVFrame frame)
            throws IOException {
        int primaries = frame.color_primaries();
        int transfer = frame.color_trc();
        AVFrame ready = converted(frame, pixelFormat);
        ready.color_primaries(primaries);
        ready.color_trc(transfer);
        ready.sample_aspect_ratio(Libav.rational(container.aspectWidth(), container.aspectHeight()));
        AVCodecContext context = encoder(encoder, ready);
        AVFormatContext out = new AVFormatContext(null);
        Libav.check(
                avformat.avformat_alloc_output_context2(out, null, container.muxer(), file.toString()),
                "opening " + file);
        AVStream stream = avformat.avformat_new_stream(out, null);
        avcodec.avcodec_parameters_from_context(stream.codecpar(), context);
        stream.time_base(Libav.rational(1, 10));
        stream.sample_aspect_ratio(Libav.rational(container.aspectWidth(), container.aspectHeight()));
        turn(stream, container.quarterTurns());
        AVIOContext io = new AVIOContext(null);
        Libav.check(avformat.avio_open(io, file.toString(), avformat.AVIO_FLAG_WRITE), "writing " + file);
        out.pb(io);
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            Libav.check(avformat.avformat_write_header(out, (AVDictionary) null), "writing a header");
            for (int i = 0; i <= 10; i++) {
                ready.pts(i);
                avcodec.avcodec_send_frame(context, i < 10 ? ready : null);
                while (avcodec.avcodec_receive_packet(context, packet) >= 0) {
                    avcodec.av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
                    packet.stream_index(0);
                    Libav.check(avformat.av_interleaved_write_frame(out, packet), "writing a packet");
                }
            }
            Libav.check(avformat.av_write_trailer(out), "writing a trailer");
        } finally {
            avcodec.av_packet_free(packet);
            avformat.avio_closep(io);
            avformat.avformat_free_context(out);
            avcodec.avcodec_free_context(context);
            avutil.av_frame_free(ready);
        }
    }

    private static void turn(AVStream stream, int quarterTurns) {
        if (quarterTurns != 0) {
            IntPointer count = new IntPointer(1).put(0);
            PointerPointer<AVPacketSideData> list = new PointerPointer<>(1);
            list.put(0, null);
            AVPacketSideData data =
                    avcodec.av_packet_side_data_new(list, count, avcodec.AV_PKT_DATA_DISPLAYMATRIX, 36, 0);
            avutil.av_display_rotation_set(new IntPointer(data.data()), 90.0 * quarterTurns);
            stream.codecpar().coded_side_data(data);
            stream.codecpar().nb_coded_side_data(1);
        }
    }

    /** An Exif block that contains only the orientation. */
    public static byte[] exif(int orientation) {
        return new byte[] {
            'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0, 0, 0, 0, 0
        };
    }

    /** Inserts a segment after the start of image. */
    public static byte[] withJpegSegment(byte[] jpeg, int marker, byte[] content) {
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + content.length + 4);
        out.put(jpeg, 0, 2).put((byte) 0xff).put((byte) marker).putShort((short) (content.length + 2));
        return out.put(content).put(jpeg, 2, jpeg.length - 2).array();
    }

    /** Inserts a chunk after the header. */
    public static byte[] withPngChunk(byte[] png, String type, byte[] content) {
        byte[] named = join(type.getBytes(StandardCharsets.ISO_8859_1), content);
        CRC32 sum = new CRC32();
        sum.update(named);
        byte[] chunk = join(
                ByteBuffer.allocate(4).putInt(content.length).array(),
                named,
                ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
        int behindHeader = 33;
        return join(Arrays.copyOf(png, behindHeader), chunk, Arrays.copyOfRange(png, behindHeader, png.length));
    }

    /** Converts a simple WebP to an extended one with a further chunk before or after its picture. */
    public static byte[] withWebpChunk(byte[] webp, int width, int height, int flag, String type, byte[] content) {
        byte[] canvas = {
            (byte) flag,
            0,
            0,
            0,
            (byte) (width - 1),
            (byte) ((width - 1) >> 8),
            0,
            (byte) (height - 1),
            (byte) ((height - 1) >> 8),
            0
        };
        byte[] picture = Arrays.copyOfRange(webp, 12, webp.length);
        byte[] extra = riffChunk(type, content);
        byte[] body = join(
                "WEBP".getBytes(StandardCharsets.ISO_8859_1),
                riffChunk("VP8X", canvas),
                type.equals("ICCP") ? extra : picture,
                type.equals("ICCP") ? picture : extra);
        return riffChunk("RIFF", body);
    }

    private static byte[] riffChunk(String type, byte[] content) {
        return join(
                type.getBytes(StandardCharsets.ISO_8859_1),
                ByteBuffer.allocate(4)
                        .putInt(Integer.reverseBytes(content.length))
                        .array(),
                content,
                new byte[content.length & 1]);
    }

    public static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater();
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[1 << 14];
        while (!deflater.finished()) {
            out.write(piece, 0, deflater.deflate(piece));
        }
        deflater.end();
        return out.toByteArray();
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    /**
     * The profile of a display with gamma 2.2 and the given primaries, in the form written by vendors of scanners and
     * cameras: ICC.1, 8.3.
     */
    public static byte[] displayProfile(double[] red, double[] green, double[] blue) {
        byte[] curve = ByteBuffer.allocate(16)
                .put(ascii("curv"))
                .putInt(0)
                .putInt(1)
                .putShort((short) Math.round(2.2 * 256))
                .array();
        return profile(
                "mntr",
                "RGB ",
                "XYZ ",
                new String[] {"rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC", "wtpt"},
                new byte[][] {xyz(red), xyz(green), xyz(blue), curve, curve, curve, xyz(D50)});
    }

    /** A grey profile with a power curve. */
    public static byte[] greyProfile(double gamma) {
        byte[] curve = ByteBuffer.allocate(16)
                .put(ascii("curv"))
                .putInt(0)
                .putInt(1)
                .putShort((short) Math.round(gamma * 256))
                .array();
        return profile("mntr", "GRAY", "XYZ ", new String[] {"kTRC", "wtpt"}, new byte[][] {curve, xyz(D50)});
    }

    /** A table profile (lut8) of a press in which every combination of inks prints as specified. */
    public static byte[] inkProfile(java.util.function.UnaryOperator<double[]> labOfInks) {
        ByteBuffer table = ByteBuffer.allocate(48 + 4 * 256 + 16 * 3 + 3 * 256);
        table.put(ascii("mft1"))
                .putInt(0)
                .put((byte) 4)
                .put((byte) 3)
                .put((byte) 2)
                .put((byte) 0);
        for (int i = 0; i < 9; i++) {
            table.putInt(i % 4 == 0 ? 0x10000 : 0);
        }
        identities(table, 4);
        for (int corner = 0; corner < 16; corner++) {
            double[] inks = {corner >> 3 & 1, corner >> 2 & 1, corner >> 1 & 1, corner & 1};
            double[] lab = labOfInks.apply(inks);
            table.put((byte) Math.round(lab[0] * 2.55))
                    .put((byte) Math.round(lab[1] + 128))
                    .put((byte) Math.round(lab[2] + 128));
        }
        identities(table, 3);
        return profile("prtr", "CMYK", "Lab ", new String[] {"A2B0", "wtpt"}, new byte[][] {table.array(), xyz(D50)});
    }

    private static void identities(ByteBuffer table, int count) {
        for (int i = 0; i < count * 256; i++) {
            table.put((byte) i);
        }
    }

    private static final double[] D50 = {0.9642, 1, 0.8249};

    private static byte[] xyz(double[] value) {
        ByteBuffer out = ByteBuffer.allocate(20).put(ascii("XYZ ")).putInt(0);
        for (double v : value) {
            out.putInt((int) Math.round(v * 65536));
        }
        return out.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] profile(String kind, String space, String connection, String[] names, byte[][] tags) {
        int count = names.length;
        int at = 128 + 4 + 12 * count;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ByteBuffer directory = ByteBuffer.allocate(4 + 12 * count).putInt(count);
        for (int i = 0; i < count; i++) {
            directory.put(ascii(names[i])).putInt(at + body.size()).putInt(tags[i].length);
            body.writeBytes(tags[i]);
            body.writeBytes(new byte[-tags[i].length & 3]);
        }
        ByteBuffer header = ByteBuffer.allocate(128);
        header.putInt(at + body.size()).putInt(0).putInt(0x02400000);
        header.put(ascii(kind)).put(ascii(space)).put(ascii(connection));
        header.position(36).put(ascii("acsp"));
        header.position(68);
        for (double v : D50) {
            header.putInt((int) Math.round(v * 65536));
        }
        return join(header.array(), directory.array(), body.toByteArray());
    }

    /** The colour at a position, 0 to 1 in each direction, of a transposed picture, as 0xRRGGBB. */
    public static int rgb(PackedPicture transposed, double x, double y) {
        int across = (int) (x * transposed.height());
        int down = (int) (y * transposed.width());
        double luma = (transposed.y().sample(down, across) - 16) / 219.0;
        double u = (transposed.u().sample(down / 2, across / 2) - 128) / 224.0;
        double v = (transposed.v().sample(down / 2, across / 2) - 128) / 224.0;
        double red = luma + 1.5748 * v;
        double blue = luma + 1.8556 * u;
        double green = (luma - 0.2126 * red - 0.0722 * blue) / 0.7152;
        return code(red) << 16 | code(green) << 8 | code(blue);
    }

    private static int code(double part) {
        return (int) Math.round(255 * Math.min(Math.max(part, 0), 1));
    }

    static {
        Libav.load();
    }
}
