package io.longtake.studio.film.title;

import io.longtake.studio.film.Film.Title.Place;
import io.longtake.studio.film.text.GlyphPicture;
import io.longtake.studio.film.text.ShapedLine;
import io.longtake.studio.film.text.ShapedLine.Glyph;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A title's letters as samples, BT.709, limited range. The JDK fills the shapes of the glyphs; its own text drawing is not used,
 * because it needs fontconfig and libraries that a minimal machine does not have.
 *
 * @param cover how much of the picture is hidden, 0 to 1
 * @param luma multiplied by {@code cover}, as are the others
 */
@SuppressWarnings("ArrayRecordComponent") // the samples are read in place
record TitlePicture(float[] cover, float[] luma, float[] blue, float[] red) {
    private static final float RED = 0.2126f;
    private static final float BLUE = 0.0722f;

    /** Of the capital letters, in em. Lines are placed by them, not by the em square. */
    private static final double CAPITALS = 0.72;

    /** @param x of the picture's left edge on the canvas, px; likewise {@code y} */
    static TitlePicture of(PlacedTitle title, int x, int y, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.setColor(new Color(title.title().rgb()));
        TitleText text = title.text();
        int lineHeight = text.lineHeight();
        for (int i = 0; i < text.lines().size(); i++) {
            ShapedLine line = text.lines().get(i);
            double room = title.box().width() - line.width() * text.fontPixels();
            double left = title.box().x() - x + align(title.title().place(), text.rightToLeft(), room);
            double baseline = title.box().y() - y + i * lineHeight + (lineHeight + CAPITALS * text.fontPixels()) / 2;
            pen.setTransform(AffineTransform.getTranslateInstance(left, Math.rint(baseline)));
            for (Glyph glyph : line.glyphs()) {
                draw(glyph, text.fontPixels(), pen);
            }
        }
        pen.dispose();
        return of(image);
    }

    private static double align(Place place, boolean rightToLeft, double room) {
        return switch (place) {
            case TOP, CENTER, BOTTOM -> room / 2;
            case TOP_LEFT, BOTTOM_LEFT -> rightToLeft ? room : 0;
            case TOP_RIGHT, BOTTOM_RIGHT -> room;
        };
    }

    private static void draw(Glyph glyph, int em, Graphics2D pen) throws IOException {
        Optional<GlyphPicture> picture = glyph.picture();
        if (picture.isEmpty()) {
            pen.fill(glyph.outline(em));
            return;
        }
        GlyphPicture it = picture.get();
        BufferedImage image = read(it.png());
        double width = it.width() * em;
        while (image.getWidth() > 2 * width && image.getWidth() > 2) {
            // Interpolation reads only the nearest samples: a large reduction is done in halves.
            image = half(image);
        }
        AffineTransform at =
                AffineTransform.getTranslateInstance((glyph.x() + it.left()) * em, -(glyph.y() + it.top()) * em);
        at.scale(width / image.getWidth(), it.height() * em / image.getHeight());
        pen.drawImage(image, at, null);
    }

    /** {@code ImageIO.read} of another stream needs a temporary file. */
    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(png)));
    }

    private static BufferedImage half(BufferedImage image) {
        int width = image.getWidth() / 2;
        int height = Math.max(1, image.getHeight() / 2);
        BufferedImage half = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D pen = half.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(image, 0, 0, width, height, null);
        pen.dispose();
        return half;
    }

    private static TitlePicture of(BufferedImage image) {
        int width = image.getWidth();
        int[] samples = new int[width * image.getHeight()];
        image.getRaster().getDataElements(0, 0, width, image.getHeight(), samples);
        float[] cover = new float[samples.length];
        float[] luma = new float[samples.length];
        float[] blue = new float[samples.length];
        float[] red = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            float a = (samples[i] >>> 24) / 255f;
            float r = ((samples[i] >> 16) & 0xff) / 255f;
            float g = ((samples[i] >> 8) & 0xff) / 255f;
            float b = (samples[i] & 0xff) / 255f;
            float l = RED * r + (1 - RED - BLUE) * g + BLUE * b;
            cover[i] = a;
            luma[i] = 16 * a + 219 * l;
            blue[i] = 128 * a + 224 * (b - l) / (2 * (1 - BLUE));
            red[i] = 128 * a + 224 * (r - l) / (2 * (1 - RED));
        }
        return new TitlePicture(cover, luma, blue, red);
    }
}
