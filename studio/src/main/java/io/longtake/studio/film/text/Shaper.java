package io.longtake.studio.film.text;

import com.ibm.icu.text.Bidi;
import com.ibm.icu.text.BidiRun;
import io.longtake.studio.film.text.ShapedLine.Glyph;
import java.util.ArrayList;
import java.util.List;
import org.lwjgl.util.harfbuzz.HarfBuzz;
import org.lwjgl.util.harfbuzz.hb_glyph_info_t;
import org.lwjgl.util.harfbuzz.hb_glyph_position_t;

/** Shapes text: joins letters, forms ligatures, places marks, and orders runs of both writing directions. */
public final class Shaper {
    private final Lettering lettering;
    private final byte direction;

    /** @param lettering a whole title: its first letter decides the direction of all lines */
    public Shaper(Lettering lettering) {
        this.lettering = lettering;
        this.direction = Bidi.getBaseDirection(lettering.text()) == Bidi.RTL ? Bidi.RTL : Bidi.LTR;
    }

    /**
     * Loads HarfBuzz into this JVM.
     *
     * @throws LinkageError if it can't be unpacked or loaded
     */
    public static void load() {
        HarfBuzz.getLibrary();
    }

    /** What is shaped. */
    public String text() {
        return lettering.text();
    }

    /** Whether lines run from right to left. */
    public boolean isRightToLeft() {
        return direction == Bidi.RTL;
    }

    /** The characters from {@code start} to before {@code end} as one line. */
    public ShapedLine line(int start, int end) {
        if (start == end) {
            return new ShapedLine(List.of(), 0);
        }
        String text = lettering.text().substring(start, end);
        List<Typeface> fonts = lettering.fonts().subList(start, end);
        Bidi bidi = new Bidi(text, direction);
        Pen pen = new Pen(text);
        for (int i = 0; i < bidi.countRuns(); i++) {
            BidiRun run = bidi.getVisualRun(i);
            List<int[]> parts = sameFont(fonts, run.getStart(), run.getLimit());
            boolean backwards = run.getDirection() == Bidi.RTL;
            for (int k = 0; k < parts.size(); k++) {
                int[] part = parts.get(backwards ? parts.size() - 1 - k : k);
                pen.write(fonts.get(part[0]), part[0], part[1], backwards);
            }
        }
        return new ShapedLine(pen.glyphs, pen.x);
    }

    /** The number of glyphs that an emoji is drawn with. */
    static int signs(String emoji) {
        Pen pen = new Pen(emoji);
        pen.write(Typeface.EMOJI, 0, emoji.length(), false);
        return pen.glyphs.size();
    }

    private static List<int[]> sameFont(List<Typeface> fonts, int start, int end) {
        List<int[]> parts = new ArrayList<>();
        int from = start;
        for (int i = start + 1; i <= end; i++) {
            if (i == end || fonts.get(i) != fonts.get(from)) {
                parts.add(new int[] {from, i});
                from = i;
            }
        }
        return parts;
    }

    /** Writes runs of one font and direction, one after the other. */
    private static final class Pen {
        private final String text;
        private final List<Glyph> glyphs = new ArrayList<>();
        private double x;

        Pen(String text) {
            this.text = text;
        }

        void write(Typeface typeface, int start, int end, boolean backwards) {
            FontFile font = FontFile.of(typeface);
            long buffer = HarfBuzz.hb_buffer_create();
            try {
                // HarfBuzz gets the whole line, because letters also join across the end of a run.
                HarfBuzz.hb_buffer_add_utf16(buffer, text, start, end - start);
                HarfBuzz.hb_buffer_set_direction(
                        buffer, backwards ? HarfBuzz.HB_DIRECTION_RTL : HarfBuzz.HB_DIRECTION_LTR);
                HarfBuzz.hb_buffer_guess_segment_properties(buffer);
                HarfBuzz.hb_buffer_set_flags(buffer, HarfBuzz.HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
                HarfBuzz.hb_shape(font.handle(), buffer, null);
                take(typeface, font.unitsPerEm(), buffer);
            } finally {
                HarfBuzz.hb_buffer_destroy(buffer);
            }
        }

        private void take(Typeface typeface, double em, long buffer) {
            hb_glyph_info_t.Buffer infos = HarfBuzz.hb_buffer_get_glyph_infos(buffer);
            hb_glyph_position_t.Buffer positions = HarfBuzz.hb_buffer_get_glyph_positions(buffer);
            if (infos == null || positions == null) {
                return;
            }
            for (int i = 0; i < infos.remaining(); i++) {
                hb_glyph_info_t info = infos.get(i);
                hb_glyph_position_t at = positions.get(i);
                glyphs.add(new Glyph(
                        typeface, info.codepoint(), info.cluster(), x + at.x_offset() / em, at.y_offset() / em));
                x += at.x_advance() / em;
            }
        }
    }
}
