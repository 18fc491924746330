package io.longtake.studio.film.title;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The font included in the product, as a file: Latin, Greek, Cyrillic, kana, the common Chinese characters in both simplified and
 * traditional form, common hangul.
 */
final class ShippedFont {
    private static final String RESOURCE = "/film/NotoSansCJKsc-Medium-subset.otf";

    private ShippedFont() {}

    /** The font file. It is unpacked once per process and deleted when the process ends. */
    static Path file() {
        return Holder.FILE;
    }

    private static final class Holder {
        static final Path FILE = unpack();

        private static Path unpack() {
            try (InputStream in = ShippedFont.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException("the font is missing from this build: " + RESOURCE);
                }
                Path file = Files.createTempFile("longtake-", ".otf");
                file.toFile().deleteOnExit();
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException("the font could not be unpacked", e);
            }
        }
    }
}
