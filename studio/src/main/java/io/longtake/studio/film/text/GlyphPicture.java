package io.longtake.studio.film.text;

/**
 * A glyph that is a picture. Lengths are in em.
 *
 * @param png the picture's file
 * @param left from the glyph's origin to the picture's left edge
 * @param top from the baseline up to the picture's upper edge
 */
@SuppressWarnings("ArrayRecordComponent") // read in place
public record GlyphPicture(byte[] png, double left, double top, double width, double height) {}
