package io.longtake.media.corpus;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A JPEG of flat blocks: only the mean of each block is coded. This suffices for flat patches, makes pictures of 100
 * megapixels cheap, and allows every sampling, coding and colour model, which no available encoder does.
 *
 * @param sampling of each component: "2x2,1x1,1x1" is 4:2:0
 * @param restart MCUs from one restart marker to the next; 0 for none
 * @param jfif the density in the JFIF header, with the unit first: "1:72:72"; empty for no JFIF header
 */
public record Jpeg(Picture picture, Model model, String sampling, Coding coding, int restart, String jfif)
        implements Recipe {
    /** The meaning of the components. */
    public enum Model {
        GREY,
        YCC,
        /** Not converted, as an Adobe marker declares. */
        RGB,
        /** Ink as Adobe stores it, inverted, without black. */
        CMYK,
        /** The same, with all grey moved to black. */
        CMYK_BLACK,
        /** Without Adobe's marker: ink, not inverted. */
        CMYK_PLAIN,
        YCCK
    }

    /** How the components are coded. */
    public enum Coding {
        BASELINE,
        /** One scan per component. */
        BASELINE_SCANS,
        PROGRESSIVE,
        TWELVE_BIT
    }

    public static final List<String> SAMPLINGS = List.of(
            "1x1,1x1,1x1", "2x1,1x1,1x1", "2x2,1x1,1x1", "1x2,1x1,1x1", "4x1,1x1,1x1", "4x2,1x1,1x1", "2x2,2x1,2x1");

    public static Jpeg of(Picture picture, String sampling) {
        return new Jpeg(picture, Model.YCC, sampling, Coding.BASELINE, 0, "1:72:72");
    }

    public static Jpeg grey(Picture picture) {
        return new Jpeg(picture, Model.GREY, "1x1", Coding.BASELINE, 0, "1:72:72");
    }

    public Jpeg as(Coding other) {
        return new Jpeg(picture, model, sampling, other, restart, jfif);
    }

    Jpeg as(Model other, String otherSampling) {
        return new Jpeg(picture, other, otherSampling, coding, restart, other == Model.YCC ? jfif : "");
    }

    Jpeg restartingEvery(int mcus) {
        return new Jpeg(picture, model, sampling, coding, mcus, jfif);
    }

    Jpeg withDensity(String density) {
        return new Jpeg(picture, model, sampling, coding, restart, density);
    }

    @Override
    public byte[] bytes() {
        return new Writing(this).file();
    }

    /** The id and the sampling factors of a component. */
    private record Component(int id, int h, int v) {}

    private static final class Writing {
        private final Jpeg jpeg;
        private final List<Component> components;
        private final int hMax;
        private final int vMax;
        private final ByteWriter out = new ByteWriter();
        private final int levels;

        Writing(Jpeg jpeg) {
            this.jpeg = jpeg;
            String[] factors = jpeg.sampling().split(",", -1);
            components = new java.util.ArrayList<>();
            for (int i = 0; i < factors.length; i++) {
                components.add(new Component(i + 1, factors[i].charAt(0) - '0', factors[i].charAt(2) - '0'));
            }
            hMax = components.stream().mapToInt(Component::h).max().orElseThrow();
            vMax = components.stream().mapToInt(Component::v).max().orElseThrow();
            levels = jpeg.coding() == Coding.TWELVE_BIT ? 4095 : 255;
        }

        byte[] file() {
            out.hex("ffd8");
            header();
            // The DC coefficient of a flat block is eight times its value, so this step keeps the value exactly.
            out.hex("ffdb004300").u8(8).bytes(filled(63, 1));
            int sof =
                    switch (jpeg.coding()) {
                        case BASELINE, BASELINE_SCANS -> 0xc0;
                        case TWELVE_BIT -> 0xc1;
                        case PROGRESSIVE -> 0xc2;
                    };
            out.u16(0xff00 | sof).u16(8 + 3 * components.size());
            out.u8(levels == 255 ? 8 : 12)
                    .u16(jpeg.picture().height())
                    .u16(jpeg.picture().width());
            out.u8(components.size());
            components.forEach(c -> out.u8(c.id()).u8(c.h() << 4 | c.v()).u8(0));
            tables();
            if (jpeg.restart() > 0) {
                out.hex("ffdd0004").u16(jpeg.restart());
            }
            switch (jpeg.coding()) {
                case BASELINE, TWELVE_BIT -> scan(components, 0, 63, 0x00);
                case BASELINE_SCANS -> components.forEach(c -> scan(List.of(c), 0, 63, 0x00));
                case PROGRESSIVE -> {
                    scan(components, 0, 0, 0x01);
                    components.forEach(c -> scan(List.of(c), 1, 63, 0x00));
                    scan(components, 0, 0, 0x10);
                }
            }
            return out.hex("ffd9").toBytes();
        }

        private void header() {
            if (!jpeg.jfif().isEmpty()) {
                String[] d = jpeg.jfif().split(":", -1);
                out.hex("ffe00010").text("JFIF\0").hex("0102").u8(Integer.parseInt(d[0]));
                out.u16(Integer.parseInt(d[1])).u16(Integer.parseInt(d[2])).hex("0000");
            }
            switch (jpeg.model()) {
                case RGB, CMYK, CMYK_BLACK -> adobe(0);
                case YCCK -> adobe(2);
                case GREY, YCC, CMYK_PLAIN -> {}
            }
        }

        private void adobe(int transform) {
            out.hex("ffee000e").text("Adobe").hex("006400000000").u8(transform);
        }

        /** Huffman tables: one bit for DC category 0, five bits for the others, one bit for the end of the block. */
        private void tables() {
            out.hex("ffc4").u16(2 + 17 + 16).u8(0x00).u8(1).zeros(3).u8(15).zeros(11);
            for (int category = 0; category < 16; category++) {
                out.u8(category);
            }
            out.hex("ffc4").u16(2 + 17 + 1).u8(0x10).u8(1).zeros(15).u8(0);
        }

        private void scan(List<Component> of, int first, int last, int approximation) {
            out.hex("ffda").u16(6 + 2 * of.size()).u8(of.size());
            of.forEach(c -> out.u8(c.id()).u8(0));
            out.u8(first).u8(last).u8(approximation);
            new Scan(of, first, last, approximation).write();
        }

        private final class Scan {
            private final List<Component> of;
            private final boolean dc;
            private final boolean ac;
            private final int approximation;
            private final int[] predicted = new int[5];
            private final ByteArrayOutputStream bits = new ByteArrayOutputStream();
            private int held;
            private int count;

            Scan(List<Component> of, int first, int last, int approximation) {
                this.of = of;
                this.dc = first == 0;
                this.ac = last > 0;
                this.approximation = approximation;
            }

            void write() {
                boolean alone = of.size() == 1;
                int unitWidth = alone ? 8 * hMax / of.get(0).h() : 8 * hMax;
                int unitHeight = alone ? 8 * vMax / of.get(0).v() : 8 * vMax;
                int across = (jpeg.picture().width() + unitWidth - 1) / unitWidth;
                int down = (jpeg.picture().height() + unitHeight - 1) / unitHeight;
                for (int unit = 0; unit < across * down; unit++) {
                    if (jpeg.restart() > 0 && unit > 0 && unit % jpeg.restart() == 0) {
                        flush();
                        bits.write(0xff);
                        bits.write(0xd0 + (unit / jpeg.restart() - 1) % 8);
                        java.util.Arrays.fill(predicted, 0);
                    }
                    for (Component c : of) {
                        int h = alone ? 1 : c.h();
                        int v = alone ? 1 : c.v();
                        for (int i = 0; i < h * v; i++) {
                            block(c, unit % across * h + i % h, unit / across * v + i / h);
                        }
                    }
                }
                flush();
                out.bytes(bits.toByteArray());
            }

            private void block(Component c, int column, int row) {
                int high = approximation >> 4;
                int low = approximation & 15;
                if (dc && high > 0) {
                    put(value(c, column, row) & 1, 1);
                    return;
                }
                if (dc) {
                    int value = value(c, column, row) >> low;
                    difference(value - predicted[c.id()]);
                    predicted[c.id()] = value;
                }
                if (ac) {
                    put(0, 1);
                }
            }

            private void difference(int difference) {
                int category = 32 - Integer.numberOfLeadingZeros(Math.abs(difference));
                if (category == 0) {
                    put(0, 1);
                } else {
                    put(0x10 | (category - 1), 5);
                    put(difference < 0 ? difference - 1 : difference, category);
                }
            }

            private void put(int value, int length) {
                for (int i = length - 1; i >= 0; i--) {
                    held = held << 1 | (value >> i & 1);
                    if (++count == 8) {
                        bits.write(held);
                        if ((held & 0xff) == 0xff) {
                            bits.write(0);
                        }
                        held = 0;
                        count = 0;
                    }
                }
            }

            private void flush() {
                while (count != 0) {
                    put(1, 1);
                }
            }
        }

        /** The sample of a block, from the pixel at its centre, shifted to be centred on zero. */
        private int value(Component c, int column, int row) {
            Picture picture = jpeg.picture();
            int x = Math.min(picture.width() - 1, (column * 8 + 4) * hMax / c.h());
            int y = Math.min(picture.height() - 1, (row * 8 + 4) * vMax / c.v());
            double[] codes = picture.codes(x, y, 0);
            return (int) Math.round(component(codes[0], codes[1], codes[2], c.id()) * levels) - (levels + 1) / 2;
        }

        private double component(double r, double g, double b, int id) {
            double black = 1 - Math.max(r, Math.max(g, b));
            return switch (jpeg.model()) {
                case GREY -> 0.299 * r + 0.587 * g + 0.114 * b;
                case YCC -> ycc(r, g, b, id);
                case RGB -> new double[] {r, g, b}[id - 1];
                case CMYK -> new double[] {r, g, b, 1}[id - 1];
                case CMYK_BLACK -> new double[] {r / (1 - black), g / (1 - black), b / (1 - black), 1 - black}[id - 1];
                case CMYK_PLAIN -> new double[] {1 - r, 1 - g, 1 - b, 0}[id - 1];
                case YCCK -> id == 4 ? 1 : ycc(1 - r, 1 - g, 1 - b, id);
            };
        }

        private static double ycc(double r, double g, double b, int id) {
            return switch (id) {
                case 1 -> 0.299 * r + 0.587 * g + 0.114 * b;
                case 2 -> -0.168736 * r - 0.331264 * g + 0.5 * b + 128 / 255.0;
                default -> 0.5 * r - 0.418688 * g - 0.081312 * b + 128 / 255.0;
            };
        }

        private static byte[] filled(int count, int value) {
            byte[] bytes = new byte[count];
            java.util.Arrays.fill(bytes, (byte) value);
            return bytes;
        }
    }
}
