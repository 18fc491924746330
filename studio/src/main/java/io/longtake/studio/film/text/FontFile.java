package io.longtake.studio.film.text;

import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.lwjgl.system.APIUtil;
import org.lwjgl.system.JNI;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.util.harfbuzz.HarfBuzz;
import org.lwjgl.util.harfbuzz.hb_glyph_extents_t;

/** A bundled font in HarfBuzz. Fonts are loaded when they are first needed, and stay until the process ends. */
final class FontFile {
    /** Called by address: LWJGL 3.3.6 looks for a misspelt function when its class for this one, OpenType, is loaded. */
    private static final long PICTURE_OF_GLYPH =
            APIUtil.apiGetFunctionAddress(HarfBuzz.getLibrary(), "hb_ot_color_glyph_reference_png");

    private static final Map<Typeface, FontFile> LOADED = new EnumMap<>(Typeface.class);

    /** HarfBuzz reads the file from here. */
    @SuppressWarnings("UnusedVariable")
    private final ByteBuffer contents;

    private final long face;
    private final long font;
    private final int unitsPerEm;

    private FontFile(ByteBuffer contents) {
        this.contents = contents;
        long blob = HarfBuzz.hb_blob_create(contents, HarfBuzz.HB_MEMORY_MODE_READONLY, 0, null);
        face = HarfBuzz.hb_face_create(blob, 0);
        HarfBuzz.hb_blob_destroy(blob);
        font = HarfBuzz.hb_font_create(face);
        unitsPerEm = HarfBuzz.hb_face_get_upem(face);
        HarfBuzz.hb_font_set_scale(font, unitsPerEm, unitsPerEm);
    }

    static synchronized FontFile of(Typeface typeface) {
        return LOADED.computeIfAbsent(typeface, key -> new FontFile(read(key.resource())));
    }

    private static ByteBuffer read(String resource) {
        try (InputStream in = FontFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the font is missing from this build: " + resource);
            }
            byte[] bytes = in.readAllBytes();
            return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        } catch (IOException e) {
            throw new UncheckedIOException("the font could not be read: " + resource, e);
        }
    }

    /** For calls of HarfBuzz. */
    long handle() {
        return font;
    }

    int unitsPerEm() {
        return unitsPerEm;
    }

    boolean has(int character) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer glyph = stack.mallocInt(1);
            return HarfBuzz.hb_font_get_nominal_glyph(font, character, glyph);
        }
    }

    /** The glyph's shape in font units, y upwards. */
    Path2D outline(int glyph) {
        return Outlines.of(font, glyph);
    }

    /** The glyph's picture, for a font of pictures. */
    Optional<GlyphPicture> picture(int glyph) {
        long blob = JNI.invokePP(font, glyph, PICTURE_OF_GLYPH);
        try (MemoryStack stack = MemoryStack.stackPush()) {
            ByteBuffer data = HarfBuzz.hb_blob_get_data(blob);
            hb_glyph_extents_t extents = hb_glyph_extents_t.malloc(stack);
            if (data == null || !data.hasRemaining() || !HarfBuzz.hb_font_get_glyph_extents(font, glyph, extents)) {
                return Optional.empty();
            }
            byte[] png = new byte[data.remaining()];
            data.get(png);
            double em = unitsPerEm;
            return Optional.of(new GlyphPicture(
                    png,
                    extents.x_bearing() / em,
                    extents.y_bearing() / em,
                    extents.width() / em,
                    -extents.height() / em));
        } finally {
            HarfBuzz.hb_blob_destroy(blob);
        }
    }
}
