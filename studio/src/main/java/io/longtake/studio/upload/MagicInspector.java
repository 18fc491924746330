package io.longtake.studio.upload;

import io.longtake.studio.editor.MediaItem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Knows the contract's formats by their first bytes, and the size of pictures by their header. */
public final class MagicInspector implements MediaInspector {
    @Override
    public MediaFacts inspect(Path file) throws IOException, UnsupportedMediaException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(32);
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return picture(file, "jpg");
        } else if (text.startsWith("\u0089PNG\r\n")) {
            return picture(file, "png");
        } else if (text.startsWith("GIF8")) {
            return picture(file, "gif");
        }
        throw new UnsupportedMediaException(
                "is not one of: " + "mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a, aac");
    }

    private static MediaFacts picture(Path file, String extension) throws IOException, UnsupportedMediaException {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (readers.hasNext()) {
                ImageReader reader = readers.next();
                try {
                    reader.setInput(in);
                    return new MediaFacts(
                            Kind.IMAGE, extension, Duration.ZERO, reader.getWidth(0), reader.getHeight(0), 0);
                } finally {
                    reader.dispose();
                }
            }
        }
        throw new UnsupportedMediaException("begins as " + extension + " but cannot be read");
    }
}
