package io.longtake.cli.watch;

import io.longtake.cli.watch.Arrivals.Seen;
import io.longtake.media.MediaFormat;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The files of a folder, without those in folders in it. */
public final class WatchedFolder {
    /** Endings under which browsers and copying programs write a file that is not complete. */
    private static final Set<String> INCOMPLETE =
            Set.of("part", "partial", "crdownload", "download", "tmp", "temp", "filepart", "swp");

    /** A damaged image is reported like one, and not as a file of another kind. */
    private static final Set<String> IMAGES = Set.of("jpg", "jpeg", "png", "gif", "webp", "heic", "heif");

    private final Path folder;

    public WatchedFolder(Path folder) {
        this.folder = folder;
    }

    /** All files except hidden, incomplete and unreadable ones, by name. */
    Map<String, Seen> list() throws IOException {
        Map<String, Seen> found = new HashMap<>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                var name = String.valueOf(file.getFileName());
                if (!name.startsWith(".") && !name.endsWith("~") && !INCOMPLETE.contains(ending(name))) {
                    see(file, name, found);
                }
            }
        }
        return found;
    }

    private static void see(Path file, String name, Map<String, Seen> found) throws IOException {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
                found.put(
                        name,
                        new Seen(
                                attributes.size(), attributes.lastModifiedTime().toMillis()));
            }
        } catch (FileSystemException e) {
            // Removed since the folder was read, a link to nothing, or unreadable.
        }
    }

    /** Whether a film can be made of a file: an image or a video, by its content, or by a name that says so. */
    boolean isPicture(String name) throws IOException {
        return IMAGES.contains(ending(name))
                || MediaFormat.of(folder.resolve(name))
                        .filter(format -> format.kind() != MediaFormat.Kind.AUDIO)
                        .isPresent();
    }

    /** The names of all images, videos and sounds that can be read, sorted. */
    public List<String> media() throws IOException {
        List<String> found = new ArrayList<>();
        for (var name : list().keySet()) {
            if (isMedium(name)) {
                found.add(name);
            }
        }
        return found.stream().sorted().toList();
    }

    private boolean isMedium(String name) {
        try {
            return isPicture(name) || MediaFormat.of(folder.resolve(name)).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
