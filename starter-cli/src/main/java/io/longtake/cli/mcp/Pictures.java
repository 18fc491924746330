package io.longtake.cli.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.cli.outcome.CommandFailure;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/** The picture of a preview. Without a path of the user's it is drawn in the home, and removed after it is read. */
final class Pictures {
    private static final String OUTPUT = "--output=";

    private final Supplier<Path> temporaryFolder;

    /** @param temporaryFolder the home's folder for temporary files */
    Pictures(Supplier<Path> temporaryFolder) {
        this.temporaryFolder = temporaryFolder;
    }

    /** A picture that a command writes. */
    record Picture(Path file) {
        /**
         * Returns the picture as JPEG: a sheet of photos as PNG has several megabytes, which clients refuse.
         *
         * @throws CommandFailure if it can't be read
         */
        byte[] jpeg() {
            try {
                var sheet = ImageIO.read(file.toFile());
                var opaque = new BufferedImage(sheet.getWidth(), sheet.getHeight(), BufferedImage.TYPE_INT_RGB);
                var graphics = opaque.createGraphics();
                graphics.drawImage(sheet, 0, 0, null);
                graphics.dispose();
                var jpeg = new ByteArrayOutputStream();
                ImageIO.write(opaque, "jpeg", jpeg);
                return jpeg.toByteArray();
            } catch (IOException e) {
                throw CommandFailure.of("Preview", "The contact sheet can't be read: " + e.getMessage() + ".", e);
            }
        }
    }

    /** What is done with the command line that writes a picture, and with the picture. */
    interface Use {
        ObjectNode of(List<String> line, Picture picture);
    }

    /**
     * Adds a path to the command line, if it has none.
     *
     * @param line ends with {@code --} and the session
     */
    ObjectNode with(List<String> line, boolean named, Use use) {
        if (named) {
            var path = line.stream()
                    .filter(one -> one.startsWith(OUTPUT))
                    .findFirst()
                    .orElseThrow();
            return use.of(line, new Picture(Path.of(path.substring(OUTPUT.length()))));
        }
        var file = temporaryFolder.get().resolve("preview-" + UUID.randomUUID() + ".png");
        var whole = new ArrayList<>(line);
        whole.add(1, OUTPUT + file);
        try {
            return use.of(whole, new Picture(file));
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Old files in the home's temporary folder are removed later.
        }
    }
}
