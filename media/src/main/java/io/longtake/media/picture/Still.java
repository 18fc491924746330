package io.longtake.media.picture;

import io.longtake.media.MediaException;
import io.longtake.media.libav.FilterGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * A decoded still image, rotated for display, in 8-bit sRGB. Occupies native memory, three bytes per pixel, until it is
 * closed.
 */
public final class Still implements AutoCloseable {
    private final AVFrame frame;
    private final StillMetadata metadata;

    /** Takes ownership of a planar RGB frame. */
    Still(AVFrame frame, StillMetadata metadata) {
        if (frame.format() != avutil.AV_PIX_FMT_GBRP) {
            throw new IllegalArgumentException("a still must be planar RGB");
        }
        this.frame = frame;
        this.metadata = metadata;
    }

    /** The metadata of the picture. */
    public StillMetadata metadata() {
        return metadata;
    }

    public int width() {
        return frame.width();
    }

    public int height() {
        return frame.height();
    }

    /** One pixel as 0xRRGGBB. */
    public int rgb(int x, int y) {
        // Planar RGB stores green, blue, red in this order.
        int green = sample(0, x, y);
        int blue = sample(1, x, y);
        return (sample(2, x, y) << 16) | (green << 8) | blue;
    }

    private int sample(int plane, int x, int y) {
        return frame.data(plane).get((long) y * frame.linesize(plane) + x) & 0xff;
    }

    AVFrame frame() {
        return frame;
    }

    /** A part of the picture, in px. */
    public record Region(int x, int y, int width, int height) {}

    /**
     * A change to the frame's pixels before scaling.
     *
     * @param filter a libav filter chain on planar RGB; must not contain user input
     */
    public record Grade(String filter) {
        public static final Grade NONE = new Grade("");
    }

    /**
     * Crops to a region and scales it to {@code width} x {@code height} samples with no finer detail than
     * {@code bandWidth} x {@code bandHeight} pixels: a picture that is later resampled at fractions of its own pitch
     * must be smooth at that pitch.
     *
     * @param transposed whether rows and columns are exchanged, so that a resampler's horizontal pass reads rows
     */
    public PackedPicture scaled(
            Region region, Grade grade, int bandWidth, int bandHeight, int width, int height, boolean transposed)
            throws MediaException {
        List<String> chain = new ArrayList<>();
        if (region.x() != 0 || region.y() != 0 || region.width() != width() || region.height() != height()) {
            chain.add(String.format(
                    Locale.ROOT, "crop=%d:%d:%d:%d", region.width(), region.height(), region.x(), region.y()));
        }
        if (bandWidth < region.width() && bandHeight < region.height()) {
            chain.add(scale(bandWidth, bandHeight, ""));
            // With 8 bits the enlarged picture would show banding.
            chain.add("format=gbrp16");
        }
        if (!grade.filter().isEmpty()) {
            chain.add(grade.filter());
        }
        chain.add(scale(width, height, ":m=709:r=limited:chromal=left"));
        chain.add("format=yuv420p");
        if (transposed) {
            chain.add("transpose=dir=cclock_flip");
        }
        AVFrame scaled = FilterGraph.apply(frame, String.join(",", chain));
        try {
            return PackedPicture.of(scaled);
        } finally {
            avutil.av_frame_free(scaled);
        }
    }

    /**
     * Creates a picture of {@code width} x {@code height}: this one scaled to {@code innerWidth} x {@code innerHeight}
     * in the middle, over a blurred and darkened copy that fills the rest.
     */
    public Still overBlurredSelf(int width, int height, int innerWidth, int innerHeight) throws MediaException {
        String chain = overBlurredSelf(
                new Size(width(), height()), new Size(width, height), new Size(innerWidth, innerHeight));
        return new Still(FilterGraph.apply(frame, chain), metadata);
    }

    /**
     * Creates a picture of {@code width} x {@code height}: this one scaled to {@code innerWidth} x {@code innerHeight}
     * in the middle, on a background that has the colour of its edges.
     */
    public Still onItsGround(int width, int height, int innerWidth, int innerHeight) throws MediaException {
        AVFrame inner = FilterGraph.apply(frame, scale(innerWidth, innerHeight, ""));
        try {
            return new Still(Ground.under(inner, width, height), metadata);
        } finally {
            avutil.av_frame_free(inner);
        }
    }

    record Size(int width, int height) {}

    /** The filter chain for {@link #overBlurredSelf(int, int, int, int)}, from planar RGB to planar RGB. */
    static String overBlurredSelf(Size from, Size to, Size inner) {
        double cover = Math.max(to.width() / (double) from.width(), to.height() / (double) from.height());
        int cutWidth = Math.min(from.width(), (int) Math.round(to.width() / cover));
        int cutHeight = Math.min(from.height(), (int) Math.round(to.height() / cover));
        return String.format(
                Locale.ROOT,
                "split[back][front];[back]crop=%d:%d,%s,gblur=sigma=5,lutrgb=r=val*0.55:g=val*0.55:b=val*0.55,%s[blurred];"
                        + "[front]%s[whole];[blurred][whole]overlay=x=%d:y=%d:format=gbrp,format=gbrp",
                cutWidth,
                cutHeight,
                scale(Math.max(16, to.width() / 16), Math.max(16, to.height() / 16), ""),
                "zscale=w=" + to.width() + ":h=" + to.height() + ":filter=bicubic",
                scale(inner.width(), inner.height(), ""),
                (to.width() - inner.width()) / 2,
                (to.height() - inner.height()) / 2);
    }

    /**
     * Spline36 keeps linear slopes linear between the samples. Lanczos bends them slightly at every sample, so that a
     * slow pan over the enlarged picture oscillates: the centre of a soft spot accelerates by 0.03 px/frame², compared
     * to 0.004 with Spline36.
     */
    private static String scale(int width, int height, String more) {
        return "zscale=w=" + width + ":h=" + height + ":filter=spline36:dither=none" + more;
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
    }
}
