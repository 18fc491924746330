package io.longtake.media.corpus;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A GIF. Its first frame shows the picture; further frames show it with red and blue exchanged.
 *
 * @param frames number of frames
 * @param clear whether the palette's transparent colour is marked as transparent
 */
public record Gif(Picture picture, int frames, boolean interlaced, boolean localPalette, boolean clear)
        implements Recipe {
    private static final List<Character> PALETTE = List.of('R', 'G', 'B', 'W', 'O', '0', '1', '.');

    public static Gif still(Picture picture) {
        return new Gif(picture, 1, false, false, false);
    }

    @Override
    public byte[] bytes() {
        ByteWriter out = new ByteWriter().text("GIF89a");
        out.le16(picture.width()).le16(picture.height());
        out.u8(localPalette ? 0x70 : 0xf2).u8(0).u8(0);
        if (!localPalette) {
            palette(out);
        }
        if (frames > 1) {
            out.hex("21ff0b").text("NETSCAPE2.0").hex("0301000000");
        }
        for (int frame = 0; frame < frames; frame++) {
            out.hex("21f904")
                    .u8(clear ? 0x05 : 0x04)
                    .le16(20)
                    .u8(PALETTE.indexOf('.'))
                    .u8(0);
            out.hex("2c00000000").le16(picture.width()).le16(picture.height());
            out.u8((localPalette ? 0x82 : 0) | (interlaced ? 0x40 : 0));
            if (localPalette) {
                palette(out);
            }
            pixels(out, frame);
        }
        return out.hex("3b").toBytes();
    }

    private static void palette(ByteWriter out) {
        PALETTE.forEach(letter -> out.u24(Colour.of(letter).argb() & 0xffffff));
    }

    /** Writes codes of four bits throughout: a clear code comes before the code table is full. */
    private void pixels(ByteWriter out, int frame) {
        out.u8(3);
        ByteArrayOutputStream bits = new ByteArrayOutputStream();
        int held = 0;
        int count = 0;
        int sinceClear = 0;
        int[] rows = rowOrder();
        for (int row = 0; row <= rows.length; row++) {
            boolean end = row == rows.length;
            for (int x = 0; x < (end ? 1 : picture.width()); x++) {
                if (sinceClear == 0) {
                    held |= 8 << count;
                    count += 4;
                }
                sinceClear = (sinceClear + 1) % 6;
                held |= (end ? 9 : index(x, rows[row], frame)) << count;
                count += 4;
                while (count >= 8) {
                    bits.write(held);
                    held >>>= 8;
                    count -= 8;
                }
            }
        }
        if (count > 0) {
            bits.write(held);
        }
        byte[] all = bits.toByteArray();
        for (int at = 0; at < all.length; at += 255) {
            int n = Math.min(255, all.length - at);
            out.u8(n).bytes(java.util.Arrays.copyOfRange(all, at, at + n));
        }
        out.u8(0);
    }

    private int[] rowOrder() {
        int[] rows = new int[picture.height()];
        int[][] passes = interlaced ? new int[][] {{0, 8}, {4, 8}, {2, 4}, {1, 2}} : new int[][] {{0, 1}};
        int i = 0;
        for (int[] pass : passes) {
            for (int y = pass[0]; y < rows.length; y += pass[1]) {
                rows[i++] = y;
            }
        }
        return rows;
    }

    private int index(int x, int y, int frame) {
        int quarter = (2L * y >= picture.height() ? 2 : 0) + (2L * x >= picture.width() ? 1 : 0);
        char letter = picture.letters().charAt(quarter);
        if (frame > 0) {
            letter = letter == 'R' ? 'B' : letter == 'B' ? 'R' : letter;
        }
        return PALETTE.indexOf(letter);
    }
}
