package io.longtake.media.structure;

import java.time.Duration;

/**
 * The header of a complete MP4 film (ISO/IEC 14496-12). Only headers are read, regardless of the file's length.
 *
 * @param width px, as displayed
 * @param height px, as displayed
 * @param length zero if the file doesn't specify it
 */
public record FilmHeader(int width, int height, Duration length) {
    private static final long UNKNOWN_LENGTH = 0xffff_ffffL;

    /**
     * Reads the header.
     *
     * @throws StructureException if the boxes do not fill the file exactly, the index or the media data are missing, or
     *     none of the tracks is video with a size
     */
    public static FilmHeader read(Bytes file) throws StructureException {
        try {
            return new Reading(file).film();
        } catch (IndexOutOfBoundsException endsEarly) {
            throw cutOff();
        }
    }

    private static StructureException cutOff() {
        return StructureException.cutOff("is cut off");
    }

    private static final class Reading {
        private final Bytes file;
        private boolean typed;
        private boolean data;
        private boolean indexed;
        private int width;
        private int height;
        private Duration length = Duration.ZERO;

        Reading(Bytes file) {
            this.file = file;
        }

        FilmHeader film() throws StructureException {
            for (long at = 0; at < file.size(); ) {
                Box box = Box.read(file, at, file.size());
                if (at == 0 && !box.type().equals("ftyp")) {
                    break;
                }
                if (!box.fits(file.size())) {
                    throw cutOff();
                }
                readBox(box);
                at = box.end();
            }
            if (!typed) {
                throw StructureException.damaged("is not an MP4 file");
            }
            if (!indexed) {
                throw StructureException.damaged("has no header (moov)");
            }
            if (!data) {
                throw StructureException.damaged("contains no media data (mdat)");
            }
            if (width <= 0 || height <= 0) {
                throw StructureException.damaged("has no video track");
            }
            return new FilmHeader(width, height, length);
        }

        private void readBox(Box box) {
            switch (box.type()) {
                case "ftyp" -> typed = true;
                case "mdat" -> data |= box.end() > box.content();
                case "moov" -> {
                    indexed = true;
                    Box.every(file, box.content(), box.end(), this::movie);
                }
                default -> {
                    // Contains none of the requested values.
                }
            }
        }

        private void movie(Box box) {
            if (box.type().equals("mvhd")) {
                length = length(box);
            } else if (box.type().equals("trak")) {
                Track track = new Track();
                Box.every(file, box.content(), box.end(), track::readBox);
                if (track.video) {
                    width = track.width;
                    height = track.height;
                }
            }
        }

        private Duration length(Box header) {
            boolean wide = header.version(file) == 1;
            long scale = file.u32(header.content() + (wide ? 20 : 12));
            long units = wide ? file.i64(header.content() + 24) : file.u32(header.content() + 16);
            boolean known = scale > 0 && units >= 0 && units != UNKNOWN_LENGTH;
            return known ? Duration.ofNanos((long) (units / (double) scale * 1e9)) : Duration.ZERO;
        }

        /** The properties of one track. */
        private final class Track {
            private boolean video;
            private int width;
            private int height;

            void readBox(Box box) {
                if (box.type().equals("tkhd")) {
                    // Width and height are the last two fields, 16.16 fixed point.
                    width = file.u16(box.end() - 8);
                    height = file.u16(box.end() - 4);
                } else if (box.type().equals("mdia")) {
                    Box.every(file, box.content(), box.end(), media -> video |= isVideo(media));
                }
            }

            /** A handler (8.4.3): version, a reserved number, the handler type. */
            private boolean isVideo(Box media) {
                return media.type().equals("hdlr")
                        && file.word(media.content() + 8).equals("vide");
            }
        }
    }
}
