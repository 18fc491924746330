package io.longtake.media.structure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the pictures that a HEIF is put together of are all in it (ISO/IEC 14496-12, 8.11; ISO/IEC 23008-12, 6.6). */
final class HeifStructure {
    private final Bytes file;
    private final Set<Long> items = new HashSet<>();
    private final List<Long> parts = new ArrayList<>();

    private HeifStructure(Bytes file) {
        this.file = file;
    }

    /** @throws StructureException when a part is missing */
    static void check(Bytes file) throws StructureException {
        HeifStructure check = new HeifStructure(file);
        check.walk(0, file.size());
        for (long part : check.parts) {
            if (!check.items.contains(part)) {
                throw StructureException.damaged("is damaged: picture " + part + " of its parts is missing");
            }
        }
    }

    private void walk(long from, long to) {
        for (long at = from; to - at >= 8; ) {
            long length = file.u32(at);
            long end = length == 0 ? to : at + length;
            if (length == 1 || end > to || (length != 0 && length < 8)) {
                // Media data of 64 bits; what is described stands before it.
                return;
            }
            int version = end - at > 8 ? file.u8(at + 8) : 0;
            switch (file.word(at + 4)) {
                case "meta" -> walk(at + 12, end);
                case "iinf" -> walk(at + (version == 0 ? 14 : 16), end);
                case "infe" -> items.add(version < 3 ? (long) file.u16(at + 12) : file.u32(at + 12));
                case "iref" -> references(at + 12, end, version == 0 ? 2 : 4);
                default -> {
                    // Says nothing about parts.
                }
            }
            at = end;
        }
    }

    private void references(long from, long to, int width) {
        for (long at = from; to - at >= 8; at += Math.max(8, file.u32(at))) {
            if (file.word(at + 4).equals("dimg")) {
                int count = file.u16(at + 8 + width);
                for (int i = 0; i < count; i++) {
                    long place = at + 10 + width + (long) width * i;
                    parts.add(width == 2 ? (long) file.u16(place) : file.u32(place));
                }
            }
        }
    }
}
