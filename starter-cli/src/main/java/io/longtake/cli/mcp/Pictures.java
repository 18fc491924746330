package io.longtake.cli.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.cli.outcome.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

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
        /** @throws CommandFailure if it can't be read */
        byte[] read() {
            try {
                return Files.readAllBytes(file);
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
            var result = use.of(whole, new Picture(file));
            if (result.path("structuredContent") instanceof ObjectNode document && document.has("output")) {
                // The file is gone when the client reads this.
                document.putNull("output");
            }
            return result;
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
