package io.longtake.media.corpus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A HEIF still, written box by box around one coded picture or a grid of them. The properties are listed in the order
 * in which a reader has to apply them.
 *
 * @param picture the picture before the properties are applied
 * @param tile side of a grid's coded pictures, px; 0 for a single picture
 * @param format libav's name of the pixel format
 */
public record Heif(Picture picture, int tile, Coding coding, String format, List<Property> properties, Extra extra)
        implements Recipe {
    /** How the pictures are coded. */
    public enum Coding {
        HEVC("libx265", "hvcC", "hvc1", "heic"),
        AV1("libaom-av1", "av1C", "av01", "avif");

        final String codec;
        final String configuration;
        final String item;
        final String brand;

        Coding(String codec, String configuration, String item, String brand) {
            this.codec = codec;
            this.configuration = configuration;
            this.item = item;
            this.brand = brand;
        }
    }

    /**
     * A property of the displayed picture.
     *
     * @param hex the box's content
     */
    public record Property(String name, String hex) {
        /** @param quarters counterclockwise quarter turns */
        static Property irot(int quarters) {
            return new Property("irot", "%02x".formatted(quarters));
        }

        /** @param axis 0: exchanges top and bottom, 1: exchanges left and right */
        static Property imir(int axis) {
            return new Property("imir", "%02x".formatted(axis));
        }

        static Property icc(String profileHex) {
            return new Property(
                    "colr", new ByteWriter().text("prof").hex(profileHex).toHex());
        }

        static Property clap(int width, int height, int rightShift, int downShift) {
            return new Property(
                    "clap",
                    new ByteWriter()
                            .u32(width)
                            .u32(1)
                            .u32(height)
                            .u32(1)
                            .u32(rightShift)
                            .u32(2)
                            .u32(downShift)
                            .u32(2)
                            .toHex());
        }
    }

    /** Additional content of the file. */
    public enum Extra {
        NOTHING,
        /** An Exif block with orientation 6. */
        EXIF_TURN,
        /** The same, in a block that takes gigabytes if a reader loads all of it. */
        EXIF_TURN_AND_LISTS,
        /** A picture of a quarter of the size, before the main one. */
        THUMBNAIL
    }

    static Heif hevc(Picture picture, Property... properties) {
        return new Heif(picture, 0, Coding.HEVC, "yuv420p", List.of(properties), Extra.NOTHING);
    }

    static Heif av1(Picture picture, Property... properties) {
        return new Heif(picture, 0, Coding.AV1, "yuv420p", List.of(properties), Extra.NOTHING);
    }

    Heif tiled(int side) {
        return new Heif(picture, side, coding, format, properties, extra);
    }

    Heif coded(String otherFormat) {
        return new Heif(picture, tile, coding, otherFormat, properties, extra);
    }

    Heif with(Property... others) {
        return new Heif(picture, tile, coding, format, List.of(others), extra);
    }

    Heif with(Extra other) {
        return new Heif(picture, tile, coding, format, properties, other);
    }

    @Override
    public byte[] bytes() throws IOException {
        return new Writing(this).file();
    }

    @SuppressWarnings("ArrayRecordComponent") // instances are never compared
    private record Item(int id, String type, byte[] data, List<Integer> properties) {}

    private static final class Writing {
        private final Heif heif;
        private final List<byte[]> properties = new ArrayList<>();
        private final List<Item> items = new ArrayList<>();
        private final ByteWriter references = new ByteWriter();
        private int primary;

        Writing(Heif heif) {
            this.heif = heif;
        }

        byte[] file() throws IOException {
            if (heif.extra() == Extra.THUMBNAIL) {
                Picture small = heif.picture()
                        .sized(heif.picture().width() / 4, heif.picture().height() / 4);
                coded(small.painted(Picture.Paint.ORANGE), List.of());
            }
            List<Integer> shown = new ArrayList<>();
            if (heif.tile() == 0) {
                coded(heif.picture(), shown);
                primary = items.size();
            } else {
                grid(shown);
            }
            for (Property property : heif.properties()) {
                items.get(primary - 1)
                        .properties()
                        .add(property(Boxes.box(
                                property.name(),
                                new ByteWriter().hex(property.hex()).toBytes())));
            }
            if (heif.extra() == Extra.THUMBNAIL) {
                references.bytes(Boxes.box(
                        "thmb", new ByteWriter().u16(1).u16(1).u16(primary).toBytes()));
            }
            if (heif.extra() == Extra.EXIF_TURN || heif.extra() == Extra.EXIF_TURN_AND_LISTS) {
                String block = heif.extra() == Extra.EXIF_TURN ? Exif.oriented(6) : Exif.listsThatOverlap(6);
                byte[] exif = new ByteWriter().u32(0).hex(block).toBytes();
                items.add(new Item(items.size() + 1, "Exif", exif, List.of()));
                references.bytes(Boxes.box(
                        "cdsc",
                        new ByteWriter().u16(items.size()).u16(1).u16(primary).toBytes()));
            }
            byte[] head = Boxes.box(
                    "ftyp",
                    new ByteWriter()
                            .text(heif.coding().brand)
                            .u32(0)
                            .text("mif1miaf")
                            .text(heif.coding().brand)
                            .toBytes());
            int meta = meta(0).length;
            ByteWriter out = new ByteWriter().bytes(head).bytes(meta(head.length + meta + 8));
            ByteWriter data = new ByteWriter();
            items.forEach(item -> data.bytes(item.data()));
            return out.bytes(Boxes.box("mdat", data.toBytes())).toBytes();
        }

        private void coded(Picture picture, List<Integer> more) throws IOException {
            Clip clip = Clip.of(picture, "mp4", heif.coding().codec, heif.format())
                    .coloured(Planes.Matrix.BT601, true, true)
                    .still();
            byte[] mp4 = clip.bytes();
            List<Integer> own = new ArrayList<>(more);
            own.add(property(Boxes.box(heif.coding().configuration, Boxes.content(mp4, heif.coding().configuration))));
            own.add(ispe(picture.width(), picture.height()));
            // Matrix 6 and full range, the encoding of these pictures.
            own.add(property(Boxes.box(
                    "colr",
                    new ByteWriter().text("nclx").u16(1).u16(13).u16(6).u8(0x80).toBytes())));
            items.add(new Item(items.size() + 1, heif.coding().item, Boxes.content(mp4, "mdat"), own));
        }

        private int ispe(int width, int height) {
            return property(Boxes.full(
                    "ispe", 0, 0, new ByteWriter().u32(width).u32(height).toBytes()));
        }

        /** The number of a property; items share properties because numbers end at 127. */
        private int property(byte[] box) {
            for (int i = 0; i < properties.size(); i++) {
                if (Arrays.equals(properties.get(i), box)) {
                    return i + 1;
                }
            }
            properties.add(box);
            return properties.size();
        }

        private void grid(List<Integer> shown) throws IOException {
            int width = heif.picture().width();
            int height = heif.picture().height();
            int columns = (width + heif.tile() - 1) / heif.tile();
            int rows = (height + heif.tile() - 1) / heif.tile();
            int first = items.size() + 1;
            for (int i = 0; i < rows * columns; i++) {
                // A tile has the colour of the whole picture at the tile's centre.
                int x = Math.min(width - 1, i % columns * heif.tile() + heif.tile() / 2);
                int y = Math.min(height - 1, i / columns * heif.tile() + heif.tile() / 2);
                char letter = heif.picture().letters().charAt((2 * y >= height ? 2 : 0) + (2 * x >= width ? 1 : 0));
                coded(
                        new Picture(
                                heif.tile(),
                                heif.tile(),
                                Picture.Paint.of(letter),
                                heif.picture().space()),
                        List.of());
            }
            primary = items.size() + 1;
            shown.add(ispe(width, height));
            byte[] layout = new ByteWriter()
                    .u16(0)
                    .u8(rows - 1)
                    .u8(columns - 1)
                    .u16(width)
                    .u16(height)
                    .toBytes();
            items.add(new Item(primary, "grid", layout, shown));
            ByteWriter tiles = new ByteWriter().u16(primary).u16(rows * columns);
            for (int i = 0; i < rows * columns; i++) {
                tiles.u16(first + i);
            }
            references.bytes(Boxes.box("dimg", tiles.toBytes()));
        }

        private byte[] meta(int dataStart) {
            ByteWriter names = new ByteWriter().u16(items.size());
            ByteWriter places = new ByteWriter().u16(0x4400).u16(items.size());
            ByteWriter links = new ByteWriter();
            int linked = 0;
            int at = dataStart;
            for (Item item : items) {
                boolean hidden = item.id() != primary;
                names.bytes(Boxes.full(
                        "infe",
                        2,
                        hidden ? 1 : 0,
                        new ByteWriter()
                                .u16(item.id())
                                .u16(0)
                                .text(item.type())
                                .u8(0)
                                .toBytes()));
                places.u16(item.id()).u16(0).u16(1).u32(at).u32(item.data().length);
                at += item.data().length;
                if (!item.properties().isEmpty()) {
                    linked++;
                    links.u16(item.id()).u8(item.properties().size());
                    item.properties().forEach(p -> links.u8(p | (essential(p) ? 0x80 : 0)));
                }
            }
            ByteWriter all = new ByteWriter();
            properties.forEach(all::bytes);
            ByteWriter meta = new ByteWriter()
                    .bytes(Boxes.full(
                            "hdlr",
                            0,
                            0,
                            new ByteWriter().u32(0).text("pict").zeros(13).toBytes()))
                    .bytes(Boxes.full(
                            "pitm", 0, 0, new ByteWriter().u16(primary).toBytes()))
                    .bytes(Boxes.full("iloc", 0, 0, places.toBytes()))
                    .bytes(Boxes.full("iinf", 0, 0, names.toBytes()));
            if (references.size() > 0) {
                meta.bytes(Boxes.full("iref", 0, 0, references.toBytes()));
            }
            byte[] association = Boxes.full(
                    "ipma",
                    0,
                    0,
                    new ByteWriter().u32(linked).bytes(links.toBytes()).toBytes());
            meta.bytes(Boxes.box(
                    "iprp",
                    new ByteWriter()
                            .bytes(Boxes.box("ipco", all.toBytes()))
                            .bytes(association)
                            .toBytes()));
            return Boxes.full("meta", 0, 0, meta.toBytes());
        }

        /** Whether readers that don't support a property must not show the picture. */
        private boolean essential(int property) {
            String name = new String(properties.get(property - 1), 4, 4, java.nio.charset.StandardCharsets.ISO_8859_1);
            return List.of("hvcC", "av1C", "irot", "imir", "clap").contains(name);
        }
    }
}
