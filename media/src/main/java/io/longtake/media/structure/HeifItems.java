package io.longtake.media.structure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The items of a HEIF: its pictures, the parts they are derived from, and its Exif block (ISO/IEC 14496-12, 8.11;
 * ISO/IEC 23008-12, 6.6 and A.2.1).
 */
final class HeifItems {
    private static final int IN_THE_ITEM_DATA_BOX = 1;

    private final Bytes file;
    private final Set<Long> items = new HashSet<>();
    private final List<Long> parts = new ArrayList<>();
    private OptionalLong exif = OptionalLong.empty();
    /** {@code iloc}: the locations of the items. */
    private OptionalLong places = OptionalLong.empty();
    /** {@code idat}: items stored in the metadata itself. */
    private OptionalLong data = OptionalLong.empty();

    private HeifItems(Bytes file) {
        this.file = file;
    }

    /** @throws IndexOutOfBoundsException if the file ends within the item metadata */
    static HeifItems of(Bytes file) {
        HeifItems items = new HeifItems(file);
        Box.each(file, 0, file.size(), box -> {
            if (box.type().equals("meta")) {
                Box.each(file, box.body(), box.end(), items::described);
            }
        });
        return items;
    }

    private void described(Box box) {
        switch (box.type()) {
            case "iinf" -> Box.each(file, box.body() + (box.version(file) == 0 ? 2 : 4), box.end(), this::item);
            case "iref" -> references(box.body(), box.end(), box.version(file) == 0 ? 2 : 4);
            case "iloc" -> places = OptionalLong.of(box.content());
            case "idat" -> data = OptionalLong.of(box.content());
            default -> {
                // Contains neither types nor locations of items.
            }
        }
    }

    private void item(Box box) {
        if (!box.type().equals("infe")) {
            return;
        }
        int version = box.version(file);
        int width = version < 3 ? 2 : 4;
        long id = number(box.body(), width);
        items.add(id);
        // The id is followed by a two-byte protection index.
        if (version >= 2 && file.word(box.body() + width + 2).equals("Exif")) {
            exif = OptionalLong.of(id);
        }
    }

    private void references(long from, long to, int width) {
        Box.each(file, from, to, box -> {
            if (box.type().equals("dimg")) {
                long first = box.content() + width + 2;
                long count = Math.min(file.u16(first - 2), (box.end() - first) / width);
                for (int i = 0; i < count; i++) {
                    parts.add(number(first + (long) width * i, width));
                }
            }
        });
    }

    /** @throws StructureException if a picture that another one is derived from is missing */
    void requireParts() throws StructureException {
        for (long part : parts) {
            if (!items.contains(part)) {
                throw StructureException.damaged("is damaged: its part " + part + " is missing");
            }
        }
    }

    /**
     * Start of the first extent of the Exif item; empty if the item does not exist or its location isn't specified
     * (8.11.3).
     *
     * @throws IndexOutOfBoundsException if the file ends within the locations
     */
    OptionalLong exifPlace() {
        if (exif.isEmpty() || places.isEmpty()) {
            return OptionalLong.empty();
        }
        long box = places.getAsLong();
        int version = file.u8(box);
        int offsets = file.u8(box + 4) >> 4;
        int lengths = file.u8(box + 4) & 0xf;
        int bases = file.u8(box + 5) >> 4;
        int indexes = version == 0 ? 0 : file.u8(box + 5) & 0xf;
        int ids = version == 2 ? 4 : 2;
        long count = number(box + 6, ids);
        long at = box + 6 + ids;
        for (long i = 0; i < count; i++) {
            long id = number(at, ids);
            at += ids;
            boolean inData = version > 0 && (file.u16(at) & 0xf) == IN_THE_ITEM_DATA_BOX;
            at += version > 0 ? 4 : 2;
            long base = number(at, bases);
            int extents = file.u16(at + bases);
            at += bases + 2L;
            if (id == exif.getAsLong()) {
                if (extents == 0 || (inData && data.isEmpty())) {
                    return OptionalLong.empty();
                }
                long offset = base + number(at + indexes, offsets);
                return OptionalLong.of(inData ? data.getAsLong() + offset : offset);
            }
            at += (long) extents * (indexes + offsets + lengths);
        }
        return OptionalLong.empty();
    }

    private long number(long at, int bytes) {
        return switch (bytes) {
            case 0 -> 0;
            case 2 -> file.u16(at);
            case 4 -> file.u32(at);
            case 8 -> file.i64(at);
            default -> throw new IndexOutOfBoundsException(bytes + " bytes are not a number");
        };
    }
}
