package io.longtake.media.picture;

import io.longtake.media.MediaException;
import io.longtake.media.libav.FilterGraph;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * A decoded still with the file's information on how to display it. Is converted to a {@link Still}.
 *
 * @param frame of any pixel format; freed by {@link #close}
 * @param profile the embedded ICC profile; empty without one
 * @param part the region of the frame to display; empty for all of it
 */
record Decoded(
        AVFrame frame,
        Orientation orientation,
        Optional<byte[]> profile,
        ColourConversion colours,
        Inks inks,
        Optional<Still.Region> part,
        List<String> warnings)
        implements AutoCloseable {
    /** Side of the region that {@link #examined} converts, px. */
    private static final int CORNER = 64;

    /** How the channels of a JPEG with four of them are encoded. */
    enum Inks {
        /** Not a picture with four channels. */
        NONE,
        /** 255 means full ink. */
        CMYK,
        /** 255 means no ink, as Adobe writes it. */
        CMYK_INVERTED,
        /** Likewise, with the first three channels as YCbCr. */
        YCCK_INVERTED
    }

    private boolean alpha() {
        AVPixFmtDescriptor format = avutil.av_pix_fmt_desc_get(frame.format());
        return inks == Inks.NONE
                && ((format.flags() & avutil.AV_PIX_FMT_FLAG_ALPHA) != 0 || frame.format() == avutil.AV_PIX_FMT_PAL8);
    }

    private boolean grey() {
        return avutil.av_pix_fmt_desc_get(frame.format()).nb_components() < 3
                && frame.format() != avutil.AV_PIX_FMT_PAL8;
    }

    /** Converts to sRGB of 8 bits, rotated for display; transparent parts are composited over a {@link Background}. */
    Still toStill() throws MediaException {
        List<String> told = new ArrayList<>(warnings);
        Optional<IccTransform> transform = transform(told);
        AVFrame rgb = inks == Inks.NONE ? display(transform) : CmykConversion.toRgb(frame, inks, transform);
        try {
            Optional<Background> ground = alpha() ? Background.of(rgb) : Optional.empty();
            ground.filter(it -> it != Background.WHITE)
                    .ifPresent(it -> told.add(
                            "is light and partly transparent: it is shown on " + it.describe() + " instead of white"));
            AVFrame flat = alpha() ? ground.orElse(Background.WHITE).under(rgb) : avutil.av_frame_clone(rgb);
            return new Still(
                    placed(flat),
                    new StillMetadata(
                            orientation, colours.described(transform.isEmpty() ? "" : profileName()), ground, told));
        } finally {
            avutil.av_frame_free(rgb);
        }
    }

    /**
     * The size and metadata of {@link #toStill}. Whether the pixels can be converted depends on their format and not on
     * their number, so only a corner of the picture is converted. The background of a transparent picture depends on
     * all pixels.
     */
    StillReader.Examined examined() throws MediaException {
        if (alpha()) {
            try (Still still = toStill()) {
                return new StillReader.Examined(still.width(), still.height(), still.metadata());
            }
        }
        AVFrame some = avutil.av_frame_clone(frame);
        // Keep odd sides odd and even sides even: this affects converters of subsampled pictures.
        some.width(corner(frame.width()));
        some.height(corner(frame.height()));
        int width = part.map(Still.Region::width).orElse(frame.width());
        int height = part.map(Still.Region::height).orElse(frame.height());
        try (Decoded corner = new Decoded(some, orientation, profile, colours, inks, Optional.empty(), warnings);
                Still still = corner.toStill()) {
            return orientation.swapsSides()
                    ? new StillReader.Examined(height, width, still.metadata())
                    : new StillReader.Examined(width, height, still.metadata());
        }
    }

    private static int corner(int side) {
        return Math.min(side, CORNER + (side & 1));
    }

    private Optional<IccTransform> transform(List<String> told) {
        if (profile.isEmpty()) {
            return Optional.empty();
        }
        int channels = inks != Inks.NONE ? 4 : grey() ? 1 : 3;
        Optional<IccTransform> transform = IccTransform.of(profile.get(), channels);
        if (transform.isEmpty()) {
            told.add("has a colour profile that can't be used: its colours are treated as sRGB");
        }
        return transform;
    }

    private String profileName() {
        return profile.map(IccNames::description).orElse("");
    }

    /** Converts to GBRP or GBRAP of 8 bits. */
    private AVFrame display(Optional<IccTransform> transform) throws MediaException {
        AVPixFmtDescriptor format = avutil.av_pix_fmt_desc_get(frame.format());
        String target = alpha() ? "gbrap" : "gbrp";
        Optional<IccTransform> needed = transform.filter(IccTransform::isNeeded);
        boolean converts = needed.isPresent() || (transform.isEmpty() && colours.needsConversion());
        boolean deep = converts && (ColourConversion.deep(format) || colours.highDynamicRange());
        if (needed.isPresent()) {
            return converted(needed.get(), deep, target);
        }
        String display = converts ? colours.toDisplay(alpha()) : "";
        String first = colours.toRgb("", deep ? target + "16" : target);
        return FilterGraph.apply(frame, display.isEmpty() ? first : first + "," + display);
    }

    private AVFrame converted(IccTransform transform, boolean deep, String target) throws MediaException {
        AVFrame result = FilterGraph.apply(frame, colours.toRgb("", target));
        // The transform writes into this frame, so its buffers must not be shared.
        avutil.av_frame_make_writable(result);
        List<Integer> planes = grey() ? List.of(Planes.RGB[1]) : List.of(Planes.RGB[0], Planes.RGB[1], Planes.RGB[2]);
        if (!deep) {
            transform.apply(result, false, planes, result);
            return result;
        }
        AVFrame fine = FilterGraph.apply(frame, colours.toRgb("", target + "16"));
        try {
            transform.apply(fine, true, planes, result);
            return result;
        } finally {
            avutil.av_frame_free(fine);
        }
    }

    /** Crops {@code flat} to the visible part and rotates it. Takes ownership of {@code flat}. */
    private AVFrame placed(AVFrame flat) throws MediaException {
        List<String> chain = new ArrayList<>();
        part.ifPresent(
                it -> chain.add("crop=" + it.width() + ":" + it.height() + ":" + it.x() + ":" + it.y() + ":exact=1"));
        if (!orientation.filter().isEmpty()) {
            chain.add(orientation.filter());
        }
        if (chain.isEmpty()) {
            return flat;
        }
        try {
            return FilterGraph.apply(flat, String.join(",", chain));
        } finally {
            avutil.av_frame_free(flat);
        }
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
    }

    /** Extracts profile names for display. */
    private static final class IccNames {
        private static final int LONGEST = 60;

        /** The text of the {@code desc} tag in version 2 (ASCII) or 4 (UTF-16). */
        static String description(byte[] profile) {
            String text = new String(profile, StandardCharsets.ISO_8859_1);
            int at = text.indexOf("desc", 128);
            return at < 0 ? "ICC" : tag(profile, at);
        }

        private static String tag(byte[] profile, int entry) {
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(profile);
            try {
                int at = bytes.getInt(entry + 4);
                boolean unicode = bytes.getInt(at) == 0x6d6c7563;
                int length = unicode ? bytes.getInt(at + 20) : bytes.getInt(at + 8) - 1;
                int from = unicode ? at + bytes.getInt(at + 24) : at + 12;
                String name = new String(
                        profile,
                        from,
                        Math.min(length, 4 * LONGEST),
                        unicode ? StandardCharsets.UTF_16BE : StandardCharsets.US_ASCII);
                String plain = name.replaceAll("[^ -~]", "").strip();
                return plain.isEmpty() ? "ICC" : plain.substring(0, Math.min(LONGEST, plain.length()));
            } catch (IndexOutOfBoundsException broken) {
                return "ICC";
            }
        }
    }
}
