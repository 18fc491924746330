package io.longtake.files.durable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A file that several folders contain and the disk stores once: a read-only hard link. */
public final class SharedFile {
    private SharedFile() {}

    /** Compares a file with the expected content. */
    public interface Expected {
        boolean isStoredIn(Path file) throws IOException;
    }

    /**
     * Links an existing file into another folder. The content is checked under the new name, so that the file that was
     * checked is the file that stays.
     *
     * @return false if there is no such file, if it can't be linked, or if its content differs; nothing is at
     *     {@code place} then
     */
    public static boolean link(Path existing, Path place, Expected content) throws IOException {
        try {
            Files.createLink(place, existing);
        } catch (IOException | UnsupportedOperationException e) {
            // The file is missing, on another file system, or on one without hard links.
            return false;
        }
        if (Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS) && content.isStoredIn(place)) {
            Durable.readOnly(place);
            return true;
        }
        Files.delete(place);
        return false;
    }
}
