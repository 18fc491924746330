package io.longtake.studio.film.text;

import java.awt.geom.Path2D;
import org.lwjgl.util.harfbuzz.HarfBuzz;

/** Takes the shapes of glyphs from HarfBuzz. */
final class Outlines {
    private static final long DRAWING = HarfBuzz.hb_draw_funcs_create();
    /** The shape that is being drawn. HarfBuzz calls back in the same thread, and {@link #of} is the only caller. */
    private static Path2D.Float shape = new Path2D.Float();

    static {
        HarfBuzz.hb_draw_funcs_set_move_to_func(
                DRAWING, (draw, data, state, x, y, user) -> shape.moveTo(x, y), 0, null);
        HarfBuzz.hb_draw_funcs_set_line_to_func(
                DRAWING, (draw, data, state, x, y, user) -> shape.lineTo(x, y), 0, null);
        HarfBuzz.hb_draw_funcs_set_quadratic_to_func(
                DRAWING, (draw, data, state, cx, cy, x, y, user) -> shape.quadTo(cx, cy, x, y), 0, null);
        HarfBuzz.hb_draw_funcs_set_cubic_to_func(
                DRAWING,
                (draw, data, state, ax, ay, bx, by, x, y, user) -> shape.curveTo(ax, ay, bx, by, x, y),
                0,
                null);
        HarfBuzz.hb_draw_funcs_set_close_path_func(DRAWING, (draw, data, state, user) -> shape.closePath(), 0, null);
    }

    private Outlines() {}

    static synchronized Path2D of(long font, int glyph) {
        shape = new Path2D.Float(Path2D.WIND_NON_ZERO);
        HarfBuzz.hb_font_draw_glyph(font, glyph, DRAWING, 0);
        return shape;
    }
}
