package io.longtake.media.corpus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A PNG of any colour type and depth.
 *
 * @param depth bits per sample
 * @param chunks further chunks, between the header and the picture
 */
public record Png(Picture picture, Type type, int depth, boolean interlaced, List<Chunk> chunks) implements Recipe {
    /** The colour types with their numbers in the format. */
    public enum Type {
        GREY(0, 1),
        RGB(2, 3),
        PALETTE(3, 1),
        GREY_ALPHA(4, 2),
        RGBA(6, 4);

        final int number;
        final int channels;

        Type(int number, int channels) {
            this.number = number;
            this.channels = channels;
        }
    }

    /** @param hex the content */
    public record Chunk(String name, String hex) {
        public static Chunk text(String name, String latin1) {
            return new Chunk(name, new ByteWriter().text(latin1).toHex());
        }

        /** A profile in PNG's encoding. */
        static Chunk icc(String profileHex) {
            byte[] packed = deflated(new ByteWriter().hex(profileHex).toBytes(), Deflater.BEST_COMPRESSION);
            return new Chunk(
                    "iCCP", new ByteWriter().text("profile\0\0").bytes(packed).toHex());
        }
    }

    public static Png of(Picture picture, Type type, int depth) {
        return new Png(picture, type, depth, false, List.of());
    }

    public static Png rgb(Picture picture) {
        return of(picture, Type.RGB, 8);
    }

    public Png interlacing() {
        return new Png(picture, type, depth, true, chunks);
    }

    public Png with(Chunk chunk) {
        List<Chunk> more = new ArrayList<>(chunks);
        more.add(chunk);
        return new Png(picture, type, depth, interlaced, List.copyOf(more));
    }

    @Override
    public byte[] bytes() throws IOException {
        ByteWriter header = new ByteWriter();
        header.u32(picture.width()).u32(picture.height()).u8(depth).u8(type.number);
        header.hex("0000").u8(interlaced ? 1 : 0);
        ByteWriter out = new ByteWriter().hex("89504e470d0a1a0a");
        chunk(out, "IHDR", header.toBytes());
        if (type == Type.PALETTE && chunks.stream().noneMatch(c -> c.name().equals("PLTE"))) {
            chunk(out, "PLTE", palette());
        }
        chunks.forEach(c -> chunk(out, c.name(), new ByteWriter().hex(c.hex()).toBytes()));
        byte[] packed = packed();
        // Two parts, because decoders have to join them.
        chunk(out, "IDAT", java.util.Arrays.copyOfRange(packed, 0, packed.length / 2));
        chunk(out, "IDAT", java.util.Arrays.copyOfRange(packed, packed.length / 2, packed.length));
        chunk(out, "IEND", new byte[0]);
        return out.toBytes();
    }

    static void chunk(ByteWriter out, String name, byte[] content) {
        byte[] body = new ByteWriter().text(name).bytes(content).toBytes();
        CRC32 crc = new CRC32();
        crc.update(body);
        out.u32(content.length).bytes(body).u32(crc.getValue());
    }

    private List<Character> colours() {
        return picture.letters().chars().mapToObj(c -> (char) c).distinct().toList();
    }

    private byte[] palette() {
        ByteWriter out = new ByteWriter();
        for (char letter : colours()) {
            int argb = Colour.of(letter).argb();
            double[] codes = picture.space().encoded((argb >> 16) & 0xff, (argb >> 8) & 0xff, argb & 0xff);
            for (double code : codes) {
                out.u8((int) Math.round(code * 255));
            }
        }
        return out.toBytes();
    }

    private byte[] packed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean vast = (long) picture.width() * picture.height() > 4_000_000;
        Deflater deflater = new Deflater(vast ? Deflater.BEST_SPEED : Deflater.BEST_COMPRESSION);
        try (DeflaterOutputStream zip = new DeflaterOutputStream(out, deflater, 1 << 16)) {
            if (interlaced) {
                int[][] passes = {
                    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
                };
                for (int[] pass : passes) {
                    rows(zip, pass[0], pass[1], pass[2], pass[3]);
                }
            } else {
                rows(zip, 0, 0, 1, 1);
            }
        }
        deflater.end();
        return out.toByteArray();
    }

    private void rows(DeflaterOutputStream zip, int left, int top, int stepX, int stepY) throws IOException {
        int width = (picture.width() - left + stepX - 1) / stepX;
        if (width <= 0) {
            return;
        }
        int rowBytes = (width * type.channels * depth + 7) / 8;
        int pixelBytes = Math.max(1, type.channels * depth / 8);
        byte[] before = new byte[rowBytes];
        byte[] filtered = new byte[rowBytes];
        int number = 0;
        int sameAs = -1;
        byte[] row = new byte[rowBytes];
        for (int y = top; y < picture.height(); y += stepY, number++) {
            // Only the upper and lower halves of the quarters differ, so the rows of a half are drawn once.
            int half = picture.paint() == Picture.Paint.RESTLESS_QUARTERS ? y : 2L * y >= picture.height() ? 1 : 0;
            if (half != sameAs) {
                row = row(y, left, stepX, width, rowBytes);
                sameAs = half;
            }
            int filter = number % 5;
            for (int i = 0; i < rowBytes; i++) {
                int a = i < pixelBytes ? 0 : row[i - pixelBytes] & 0xff;
                int b = before[i] & 0xff;
                int c = i < pixelBytes ? 0 : before[i - pixelBytes] & 0xff;
                int predicted =
                        switch (filter) {
                            case 0 -> 0;
                            case 1 -> a;
                            case 2 -> b;
                            case 3 -> (a + b) / 2;
                            default -> paeth(a, b, c);
                        };
                filtered[i] = (byte) (row[i] - predicted);
            }
            zip.write(filter);
            zip.write(filtered);
            before = row;
        }
    }

    private static int paeth(int a, int b, int c) {
        int p = a + b - c;
        int pa = Math.abs(p - a);
        int pb = Math.abs(p - b);
        int pc = Math.abs(p - c);
        return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
    }

    private byte[] row(int y, int left, int stepX, int width, int rowBytes) {
        byte[] row = new byte[rowBytes];
        int bit = 0;
        for (int i = 0; i < width; i++) {
            for (int sample : samples(left + i * stepX, y)) {
                if (depth == 16) {
                    row[bit / 8] = (byte) (sample >> 8);
                    row[bit / 8 + 1] = (byte) sample;
                } else {
                    row[bit / 8] |= (byte) (sample << (8 - depth - bit % 8));
                }
                bit += depth;
            }
        }
        return row;
    }

    private int[] samples(int x, int y) {
        if (type == Type.PALETTE) {
            int quarter = (2L * y >= picture.height() ? 2 : 0) + (2L * x >= picture.width() ? 1 : 0);
            return new int[] {colours().indexOf(picture.letters().charAt(quarter))};
        }
        double[] codes = picture.codes(x, y, 0);
        int top = (1 << depth) - 1;
        int[] all = new int[4];
        for (int i = 0; i < 4; i++) {
            all[i] = (int) Math.round(codes[i] * top);
        }
        return switch (type) {
            case GREY -> new int[] {all[0]};
            case GREY_ALPHA -> new int[] {all[0], all[3]};
            case RGB -> new int[] {all[0], all[1], all[2]};
            default -> all;
        };
    }

    private static byte[] deflated(byte[] bytes, int level) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(level);
        try (DeflaterOutputStream zip = new DeflaterOutputStream(out, deflater)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }
}
