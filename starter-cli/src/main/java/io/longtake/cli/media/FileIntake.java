package io.longtake.cli.media;

import io.longtake.activities.media.MediaStore;
import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import io.longtake.cli.Surroundings;
import io.longtake.workflows.media.MediaRef;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.Tika;

/** Files and URLs become media references; what the backend would refuse is refused here, before anything is sent. */
public final class FileIntake {
    /** The contract's limit. */
    static final long LIMIT_BYTES = 200L * 1024 * 1024;

    private static final Set<String> TYPES = Set.of(
            "image/jpeg",
            "image/png",
            "image/gif",
            "image/webp",
            "image/heic",
            "image/heif",
            "image/heic-sequence",
            "video/mp4",
            "video/x-m4v",
            "video/quicktime",
            "video/x-msvideo",
            "video/webm",
            "video/x-matroska",
            "application/x-matroska",
            "audio/mpeg",
            "audio/vnd.wave",
            "audio/x-wav",
            "audio/mp4",
            "audio/x-aac",
            "audio/aac");
    private static final String FORMATS =
            "images: jpg, png, webp, gif, heic; videos: mp4, mov, avi, webm, mkv; sound: mp3, wav, m4a, aac";

    private final Surroundings surroundings;
    private final MediaStore store;

    public FileIntake(Surroundings surroundings, MediaStore store) {
        this.surroundings = surroundings;
        this.store = store;
    }

    /** Looks without taking: fails as {@link #take} would, before any process was started for nothing. */
    public void check(String source) {
        if (!RemoteFile.isUrl(source)) {
            checkFile(surroundings.resolve(source));
        } else {
            RemoteFile.checked(source);
        }
    }

    /** The file a source names; empty for a URL. */
    public Optional<Path> file(String source) {
        return RemoteFile.isUrl(source) ? Optional.empty() : Optional.of(surroundings.resolve(source));
    }

    /** Copies the bytes into the store. */
    public MediaRef take(String source) {
        if (RemoteFile.isUrl(source)) {
            return RemoteFile.fetch(source, LIMIT_BYTES, this::keep);
        }
        var file = surroundings.resolve(source);
        checkFile(file);
        return keep(file, file.getFileName().toString());
    }

    private static void checkFile(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new CommandFailure(
                        ExitCode.FAILED, "UnsupportedFile", file + " is a folder; name the files in it.");
            }
            checkContent(file, file.getFileName().toString());
        } catch (NoSuchFileException e) {
            throw CommandFailure.notFound("There is no file " + file + ".");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "FileUnreadable", file + " can't be read: " + reason(e) + ".", e);
        }
    }

    private static String checkContent(Path file, String name) throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            throw new CommandFailure(ExitCode.FAILED, "UnsupportedFile", name + " is empty.");
        }
        if (size > LIMIT_BYTES) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "FileTooLarge",
                    name + " has " + size / (1024 * 1024) + " MB; the limit is " + LIMIT_BYTES / (1024 * 1024)
                            + " MB a file. Compress or trim it.");
        }
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            var type = new Tika().detect(in, name);
            if (!TYPES.contains(type)) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "UnsupportedFile",
                        name + " is " + type + " by its content, which can't be used. What can: " + FORMATS + ".");
            }
            return type;
        }
    }

    private MediaRef keep(Path file, String name) {
        try {
            var type = checkContent(file, name);
            try (var in = Files.newInputStream(file)) {
                return store.put(in, name, type);
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "MediaStore", name + " can't be kept: " + reason(e) + ". Nothing was sent.", e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }
}
