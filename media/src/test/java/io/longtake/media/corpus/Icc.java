package io.longtake.media.corpus;

import java.util.LinkedHashMap;
import java.util.Map;

/** Writes ICC profiles as hexadecimal: of displays, with a matrix and a curve, and of a press, with a table. */
final class Icc {
    private Icc() {}

    /** Version 2: names in plain text, the curve as a gamma value or a table. */
    static String v2(Space space) {
        return profile(0x02400000, "RGB ", space, false);
    }

    /** Version 4: localised names, the curve as a formula if it has one. */
    static String v4(Space space) {
        return profile(0x04300000, "RGB ", space, true);
    }

    /** A profile for pictures with one channel. */
    static String grey(Space space) {
        return profile(0x02400000, "GRAY", space, false);
    }

    /**
     * A press that prints red, green, blue and paper in the colours named R, G, B and W; the other inks print as they
     * would without a profile.
     */
    static String press() {
        ByteWriter table =
                new ByteWriter().text("mft1\0\0\0\0").u8(4).u8(3).u8(2).u8(0);
        for (int i = 0; i < 9; i++) {
            table.u32(i % 4 == 0 ? 0x10000 : 0);
        }
        straight(table, 4);
        for (int inks = 0; inks < 16; inks++) {
            boolean black = (inks & 1) != 0;
            int red = black || (inks & 8) != 0 ? 0 : 255;
            int green = black || (inks & 4) != 0 ? 0 : 255;
            int blue = black || (inks & 2) != 0 ? 0 : 255;
            double[] lab = lab(red, green, blue);
            table.u8((int) Math.round(lab[0] * 2.55));
            table.u8((int) Math.round(lab[1]) + 128).u8((int) Math.round(lab[2]) + 128);
        }
        straight(table, 3);
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("desc", description("Longtake test: a press"));
        tags.put("cprt", new ByteWriter().text("text\0\0\0\0none\0").toBytes());
        tags.put("wtpt", xyz(Space.White.D50.xyz()));
        tags.put("A2B0", table.toBytes());
        return assembled(0x02400000, "prtrCMYKLab ", tags);
    }

    private static double[] lab(int red, int green, int blue) {
        char letter =
                switch (red << 16 | green << 8 | blue) {
                    case 0xff0000 -> 'R';
                    case 0x00ff00 -> 'G';
                    case 0x0000ff -> 'B';
                    case 0xffffff -> 'W';
                    default -> ' ';
                };
        if (letter == ' ') {
            return Space.lab(red, green, blue);
        }
        int argb = Colour.of(letter).argb();
        return Space.lab((argb >> 16) & 0xff, (argb >> 8) & 0xff, argb & 0xff);
    }

    private static void straight(ByteWriter out, int channels) {
        for (int i = 0; i < channels * 256; i++) {
            out.u8(i);
        }
    }

    /** A profile that declares CMYK, for which an RGB picture has the wrong channels. */
    static String forInk() {
        return profile(0x02400000, "CMYK", Space.ADOBE_RGB, false);
    }

    private static String profile(long version, String channels, Space space, boolean v4) {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        String name = "Longtake test: " + space;
        tags.put("desc", v4 ? languages(name) : description(name));
        tags.put(
                "cprt",
                v4
                        ? languages("none")
                        : new ByteWriter().text("text\0\0\0\0none\0").toBytes());
        tags.put("wtpt", xyz(Space.White.D50.xyz()));
        if (channels.equals("GRAY")) {
            tags.put("kTRC", curve(space, v4));
        } else {
            double[][] m = space.toXyzD50();
            String[] names = {"rXYZ", "gXYZ", "bXYZ"};
            for (int i = 0; i < 3; i++) {
                tags.put(names[i], xyz(new double[] {m[0][i], m[1][i], m[2][i]}));
            }
            tags.put("rTRC", curve(space, v4));
            tags.put("gTRC", curve(space, v4));
            tags.put("bTRC", curve(space, v4));
        }
        return assembled(version, "mntr" + channels + "XYZ ", tags);
    }

    /** @param kinds the device class, its colour space and the connection space, four letters each */
    private static String assembled(long version, String kinds, Map<String, byte[]> tags) {
        ByteWriter table = new ByteWriter().u32(tags.size());
        ByteWriter data = new ByteWriter();
        int start = 128 + 4 + 12 * tags.size();
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            table.text(tag.getKey()).u32(start + data.size()).u32(tag.getValue().length);
            data.bytes(tag.getValue()).zeros(-tag.getValue().length & 3);
        }
        ByteWriter out = new ByteWriter().u32(start + data.size()).u32(0).u32(version);
        out.text(kinds).hex("07ea00010001000000000000").text("acsp").zeros(28);
        out.hex("0000f6d6000100000000d32d").zeros(48);
        return out.bytes(table.toBytes()).bytes(data.toBytes()).toHex();
    }

    private static byte[] description(String name) {
        return new ByteWriter()
                .text("desc\0\0\0\0")
                .u32(name.length() + 1)
                .text(name)
                .zeros(1 + 8 + 3 + 67)
                .toBytes();
    }

    private static byte[] languages(String name) {
        ByteWriter out = new ByteWriter().text("mluc\0\0\0\0").u32(1).u32(12).text("enUS");
        out.u32(2L * name.length()).u32(28);
        name.chars().forEach(out::u16);
        return out.toBytes();
    }

    private static byte[] xyz(double[] values) {
        ByteWriter out = new ByteWriter().text("XYZ \0\0\0\0");
        for (double value : values) {
            out.u32(fixed(value));
        }
        return out.toBytes();
    }

    private static byte[] curve(Space space, boolean v4) {
        ByteWriter out = new ByteWriter();
        if (v4 && space.curve() == Space.Curve.SRGB) {
            out.text("para\0\0\0\0").u16(3).u16(0);
            for (double p : new double[] {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}) {
                out.u32(fixed(p));
            }
            return out.toBytes();
        }
        out.text("curv\0\0\0\0");
        switch (space.curve()) {
            case GAMMA_2_2 -> out.u32(1).u16(563);
            case GAMMA_1_8 -> out.u32(1).u16((int) Math.round(1.8 * 256));
            case LINEAR -> out.u32(0);
            default -> {
                out.u32(1024);
                for (int i = 0; i < 1024; i++) {
                    double v = i / 1023.0;
                    double light = v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
                    out.u16((int) Math.round(light * 65535));
                }
            }
        }
        return out.toBytes();
    }

    private static long fixed(double value) {
        return Math.round(value * 65536);
    }
}
