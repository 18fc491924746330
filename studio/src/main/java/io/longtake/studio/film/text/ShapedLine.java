package io.longtake.studio.film.text;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Optional;

/**
 * One line of text as glyphs, from left to right as they are seen. Lengths are in em; the baseline is y = 0.
 *
 * @param width from the pen's start to its end
 */
public record ShapedLine(List<Glyph> glyphs, double width) {
    public ShapedLine {
        glyphs = List.copyOf(glyphs);
    }

    /**
     * @param id the glyph's number in its font; 0 is the sign for a missing glyph
     * @param cluster the index of the character, in the shaped text, that it belongs to
     * @param x of its origin, rightwards
     * @param y of its origin, upwards
     */
    public record Glyph(Typeface typeface, int id, int cluster, double x, double y) {
        /** The shape for letters of {@code pixels} px an em, at its place relative to the line's start; y downwards. */
        public Path2D outline(double pixels) {
            FontFile font = FontFile.of(typeface);
            double scale = pixels / font.unitsPerEm();
            AffineTransform place = new AffineTransform(scale, 0, 0, -scale, x * pixels, -y * pixels);
            Path2D shape = font.outline(id);
            shape.transform(place);
            return shape;
        }

        public Optional<GlyphPicture> picture() {
            return typeface == Typeface.EMOJI ? FontFile.of(typeface).picture(id) : Optional.empty();
        }
    }

    /** Whether its marks need more room between lines. */
    public boolean isTall() {
        return glyphs.stream().anyMatch(glyph -> glyph.typeface().isTall());
    }
}
