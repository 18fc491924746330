package io.longtake.studio.upload;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import okio.ByteString;

/**
 * Malicious files: decompression bombs, false headers, truncated files, polyglots, and files that refer to other files or
 * addresses.
 */
public final class HostileFiles {
    /** @param name the file name that is sent */
    public record Hostile(String what, String name, ByteString content) {
        Hostile(String what, String name, byte[] content) {
            this(what, name, ByteString.of(content));
        }

        @Override
        public String toString() {
            return what;
        }
    }

    private HostileFiles() {}

    /**
     * All malicious files.
     *
     * @param file an absolute path that must not be read
     * @param url an address that must not be accessed
     */
    public static List<Hostile> all(String file, String url) {
        String playlist = "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\nconcat:" + url + "/a|file://" + file
                + "\n#EXTINF:10.0,\n" + url + "/b.ts\n#EXT-X-ENDLIST\n";
        byte[] png = image("png", 64, 48);
        byte[] jpeg = image("jpg", 64, 48);
        byte[] gif = image("gif", 64, 48);
        return List.of(
                new Hostile("a PNG of 65535 x 65535", "a.png", pngSized(65535, 65535)),
                new Hostile(
                        "a PNG that unpacks to a thousand times its size", "a.png", pngOf(10, 10, zeros(100 << 20))),
                new Hostile("a PNG with text that unpacks to 100 MB", "a.png", pngWith("zTXt", note(zeros(100 << 20)))),
                new Hostile(
                        "a PNG with a profile that unpacks to 100 MB",
                        "a.png",
                        pngWith("iCCP", note(zeros(100 << 20)))),
                new Hostile("a PNG with two headers", "a.png", pngWith("IHDR", header(60000, 1000))),
                new Hostile("a truncated PNG", "a.png", Arrays.copyOf(png, png.length / 2)),
                new Hostile(
                        "a PNG whose pixels end early", "a.png", pngPacked(64, 64, half(deflated(noise(64 * 193))))),
                new Hostile("a PNG with width 0", "a.png", pngSized(0, 10)),
                new Hostile("a truncated JPEG", "a.jpg", Arrays.copyOf(jpeg, jpeg.length / 2)),
                new Hostile("a JPEG of 65000 x 65000", "a.jpg", jpegSized(jpeg, 65000)),
                new Hostile("a JPEG with two sizes", "a.jpg", jpegTwice(jpeg)),
                new Hostile("a JPEG with a thousand scans", "a.jpg", jpegScans(jpeg)),
                new Hostile("a JPEG that is also a ZIP", "a.jpg", join(jpeg, zip())),
                new Hostile("a PNG that is also a ZIP", "a.png", join(png, zip())),
                new Hostile("a GIF that is also a JAR", "a.gif", join(gif, zip())),
                new Hostile("a GIF of 65535 x 65535", "a.gif", gifSized(gif)),
                new Hostile("a GIF with a frame of 65535 x 65535", "a.gif", gifFrame()),
                new Hostile("a truncated GIF", "a.gif", Arrays.copyOf(gif, gif.length - 10)),
                new Hostile("a WebP of 16 million x 16 million", "a.webp", webp(0xfffffe, 0xfffffe, 10, 10)),
                new Hostile("a WebP larger than its canvas", "a.webp", webp(16, 16, 16000, 16000)),
                new Hostile("a truncated WebP", "a.webp", Arrays.copyOf(webp(16, 16, 16, 16), 40)),
                new Hostile("a playlist", "a.m3u8", text(playlist)),
                new Hostile("a playlist named .mp4", "a.mp4", text(playlist)),
                new Hostile("a playlist in an AVI", "a.avi", avi(playlist)),
                new Hostile(
                        "a playlist after an ID3 tag", "a.mp3", join(text("ID3\u0003\0\0\0\0\0\0"), text(playlist))),
                new Hostile("a playlist after the first box of an MP4", "a.mp4", join(ftyp(), text(playlist))),
                new Hostile("a concat script", "a.mp4", text("ffconcat version 1.0\nfile '" + file + "'\n")),
                new Hostile(
                        "a DASH manifest",
                        "a.mp4",
                        text("<?xml version='1.0'?><MPD><BaseURL>" + url + "</BaseURL></MPD>")),
                new Hostile("an SVG with references", "a.svg", text(svg(file, url))),
                new Hostile("an SVG named .png", "a.png", text(svg(file, url))),
                new Hostile(
                        "an XML entity",
                        "a.svg",
                        text("<!DOCTYPE s [<!ENTITY x SYSTEM 'file://" + file + "'>]><svg>&x;</svg>")),
                new Hostile(
                        "a drawing script", "a.jpg", text("push graphic-context\nimage over 0,0 0,0 '" + url + "'\n")),
                new Hostile("an HTML page", "a.jpg", text("<html><img src='" + url + "'></html>")),
                new Hostile("PostScript", "a.jpg", text("%!PS-Adobe-3.0\n(" + file + ") (r) file\n")),
                new Hostile("a PDF", "a.png", text("%PDF-1.7\n")),
                new Hostile("an MP4 with data in other files", "a.mp4", join(ftyp(), movie("file://" + file))),
                new Hostile("an MP4 with data on another machine", "a.mov", join(ftyp(), movie(url + "/film.mp4"))),
                new Hostile("a truncated MP4", "a.mp4", join(ftyp(), box("mdat", new byte[100], 50_000))),
                new Hostile("an MP4 with 200 nested boxes", "a.mp4", join(ftyp(), nested(200))),
                new Hostile("an MP4 without content", "a.mp4", ftyp()),
                new Hostile(
                        "a truncated Matroska file",
                        "a.mkv",
                        bytes(0x1a, 0x45, 0xdf, 0xa3, 0x80, 0x18, 0x53, 0x80, 0x67, 0x48, 0, 1)),
                new Hostile("a Matroska file without content", "a.webm", bytes(0x1a, 0x45, 0xdf, 0xa3)),
                new Hostile("noise that starts like MP3", "a.mp3", join(bytes(0xff, 0xfb, 0x90, 0), noise(5000))),
                new Hostile("a WAV without content", "a.wav", text("RIFF\u0010\0\0\0WAVEfmt ")),
                new Hostile("a font", "a.ttf", join(bytes(0, 1, 0, 0, 0, 12), noise(2000))),
                new Hostile("another font", "a.otf", join(text("OTTO"), noise(2000))),
                new Hostile("a program", "a.png", join(bytes(0x7f, 'E', 'L', 'F'), noise(500))),
                new Hostile("an archive", "a.zip", zip()),
                new Hostile("an empty file", "a.jpg", new byte[0]),
                new Hostile("one byte", "a.jpg", bytes(0xff)),
                new Hostile("a name that leads out of the folder", "../../../../tmp/a.png", png),
                new Hostile("a name that leads out with backslashes", "..\\..\\a.png", png),
                new Hostile("a name with a NUL character", "a.png\0.jpg", png),
                new Hostile("a name of 300 characters", "a".repeat(296) + ".png", png));
    }

    private static byte[] image(String format, int width, int height) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < width * height; i++) {
                image.setRGB(i % width, i / width, i * 7919);
            }
            ImageIO.write(image, format, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] zeros(int count) {
        return new byte[count];
    }

    private static byte[] noise(int count) {
        byte[] bytes = new byte[count];
        new java.util.Random(5).nextBytes(bytes);
        return bytes;
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(9);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[1 << 16];
        while (!deflater.finished()) {
            out.write(piece, 0, deflater.deflate(piece));
        }
        deflater.end();
        return out.toByteArray();
    }

    private static byte[] header(int width, int height) {
        return ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(bytes(8, 2, 0, 0, 0))
                .array();
    }

    private static byte[] chunk(String type, byte[] content) {
        byte[] named = join(text(type), content);
        CRC32 sum = new CRC32();
        sum.update(named);
        return join(
                ByteBuffer.allocate(4).putInt(content.length).array(),
                named,
                ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    private static byte[] png(byte[]... chunks) {
        return join(bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'), join(chunks), chunk("IEND", new byte[0]));
    }

    private static byte[] pngSized(int width, int height) {
        return pngOf(width, height, zeros(100));
    }

    private static byte[] pngOf(int width, int height, byte[] pixels) {
        return pngPacked(width, height, deflated(pixels));
    }

    private static byte[] pngPacked(int width, int height, byte[] packed) {
        return png(chunk("IHDR", header(width, height)), chunk("IDAT", packed));
    }

    /** A valid picture with an additional chunk. */
    private static byte[] pngWith(String type, byte[] content) {
        return png(chunk("IHDR", header(8, 8)), chunk(type, content), chunk("IDAT", deflated(zeros(8 * 25))));
    }

    private static byte[] note(byte[] content) {
        return join(text("note\0\0"), deflated(content));
    }

    private static int frameHeader(byte[] jpeg) {
        for (int i = 2; i < jpeg.length; i++) {
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
                return i;
            }
        }
        throw new IllegalStateException("no frame header");
    }

    private static byte[] jpegSized(byte[] jpeg, int side) {
        byte[] changed = jpeg.clone();
        ByteBuffer.wrap(changed).putShort(frameHeader(jpeg) + 5, (short) side).putShort(frameHeader(jpeg) + 7, (short)
                side);
        return changed;
    }

    private static byte[] jpegTwice(byte[] jpeg) {
        int at = frameHeader(jpeg);
        byte[] larger = Arrays.copyOfRange(
                jpegSized(jpeg, 60000), at, at + 2 + ByteBuffer.wrap(jpeg).getShort(at + 2));
        return join(
                Arrays.copyOf(jpeg, at),
                Arrays.copyOfRange(jpeg, at, at + larger.length),
                larger,
                Arrays.copyOfRange(jpeg, at + larger.length, jpeg.length));
    }

    private static byte[] jpegScans(byte[] jpeg) {
        int at = jpeg.length - 2;
        byte[] scan = bytes(0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3);
        byte[][] scans = new byte[1000][];
        Arrays.fill(scans, scan);
        return join(Arrays.copyOf(jpeg, at), join(scans), bytes(0xff, 0xd9));
    }

    private static byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("../../Evil.class"));
            zip.write(noise(300));
            zip.setComment("hello");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] gifSized(byte[] gif) {
        byte[] changed = gif.clone();
        Arrays.fill(changed, 6, 10, (byte) 0xff);
        return changed;
    }

    private static byte[] gifFrame() {
        return join(
                text("GIF89a"),
                bytes(10, 0, 10, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 2, 2, 0x44, 1, 0, 0x3b));
    }

    private static byte[] webp(int canvasWidth, int canvasHeight, int width, int height) {
        ByteBuffer out = ByteBuffer.allocate(60).order(ByteOrder.LITTLE_ENDIAN);
        out.put(text("RIFF")).putInt(52).put(text("WEBPVP8X")).putInt(10).putInt(0);
        for (int side : new int[] {canvasWidth, canvasHeight}) {
            out.put((byte) (side - 1)).put((byte) ((side - 1) >> 8)).put((byte) ((side - 1) >> 16));
        }
        out.put(text("VP8 "))
                .putInt(22)
                .put(bytes(0x30, 1, 0, 0x9d, 1, 0x2a))
                .putShort((short) width)
                .putShort((short) height);
        return out.array();
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    private static byte[] list(String type, byte[] content) {
        return join(text("LIST"), little(content.length + 4), text(type), content);
    }

    private static byte[] riffChunk(String type, byte[] content) {
        return join(text(type), little(content.length), content, new byte[content.length & 1]);
    }

    /** A film without pictures whose subtitles are the playlist: AVI files of this kind once made players read other files. */
    private static byte[] avi(String playlist) {
        byte[] subtitles =
                join(text("GAB2\0"), bytes(2, 0), new byte[4], bytes(4, 0), little(playlist.length()), text(playlist));
        byte[] main = new byte[56];
        main[24] = 1;
        byte[] stream = join(text("txts"), new byte[44]);
        byte[] headers = list(
                "hdrl",
                join(
                        riffChunk("avih", main),
                        list("strl", join(riffChunk("strh", stream), riffChunk("strf", new byte[0])))));
        byte[] content = join(text("AVI "), headers, list("movi", riffChunk("00sb", subtitles)));
        return join(text("RIFF"), little(content.length), content);
    }

    private static byte[] box(String type, byte[] content, int length) {
        return join(ByteBuffer.allocate(4).putInt(length).array(), text(type), content);
    }

    private static byte[] box(String type, byte[]... content) {
        byte[] all = join(content);
        return box(type, all, all.length + 8);
    }

    private static byte[] ftyp() {
        return box("ftyp", text("isom\0\0\2\0isommp42"));
    }

    /** A movie whose samples are declared to be at another address. */
    private static byte[] movie(String address) {
        byte[] entry = box("url ", new byte[4], text(address), new byte[1]);
        byte[] dref = box("dref", new byte[4], ByteBuffer.allocate(4).putInt(1).array(), entry);
        return box("moov", box("trak", box("mdia", box("minf", box("dinf", dref)))));
    }

    private static byte[] nested(int depth) {
        byte[] inner = box("moov", new byte[0]);
        for (int i = 0; i < depth; i++) {
            inner = box("moov", inner);
        }
        return inner;
    }

    private static String svg(String file, String url) {
        return "<svg xmlns='http://www.w3.org/2000/svg'><image href='file://" + file + "'/><image href='" + url
                + "/a.png'/><script src='" + url + "/a.js'/></svg>";
    }
}
