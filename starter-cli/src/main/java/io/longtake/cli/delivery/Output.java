package io.longtake.cli.delivery;

import io.longtake.activities.delivery.ExistingFile;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.terminal.Printable;
import io.longtake.files.durable.DiskErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The user's path for a film or a contact sheet, checked before any work. {@link FilmDelivery} decides which files may be
 * replaced.
 */
public final class Output {
    private Output() {}

    /** The limit of common file systems for a single name. */
    private static final int MAX_NAME_BYTES = 255;

    /** Extensions of formats other than the one that is written. */
    private static final Set<String> OTHER_FORMATS = Set.of(
            "mov", "qt", "avi", "webm", "mkv", "wmv", "flv", "mpg", "mpeg", "ts", "ogv", "3gp", "hevc", "gif", "webp",
            "apng", "jpg", "jpeg", "png", "heic", "heif", "avif", "tif", "tiff", "bmp", "svg", "pdf", "mp3", "wav",
            "m4a", "aac", "flac", "ogg", "txt", "csv", "json", "jsonl", "zip");

    /**
     * The path of a film, from the name given by the user.
     *
     * @param base the folder that the name is relative to
     * @throws CommandFailure exit 2, when it is not a valid name for a film; exit 1, when it can't be written
     */
    public static Path film(Path base, String name) {
        return checked(filmName(base, name), "mp4");
    }

    /** The same without access to the disk, for a folder that does not exist yet. */
    public static Path filmName(Path base, String name) {
        return place(base, name, OTHER_FORMATS, "mp4", "films are written as MP4");
    }

    /** The same for a contact sheet. */
    public static Path sheet(Path base, String name) {
        var others = Stream.concat(OTHER_FORMATS.stream(), Stream.of("mp4", "m4v"))
                .filter(ending -> !ending.equals("png"))
                .collect(Collectors.toSet());
        return checked(place(base, name, others, "png", "contact sheets are written as PNG"), "png");
    }

    /** @param others extensions of other formats */
    private static Path place(Path base, String name, Set<String> others, String ending, String format) {
        var path = named(base, name, ending);
        var last = String.valueOf(path.getFileName());
        int dot = last.lastIndexOf('.');
        if (dot >= 0 && others.contains(last.substring(dot + 1).toLowerCase(Locale.ROOT))) {
            throw wrong("The output " + shown(name) + " ends in ." + last.substring(dot + 1) + ", but " + format
                    + ". Use " + shown(last.substring(0, dot)) + "." + ending + ".");
        }
        return path;
    }

    private static Path named(Path base, String name, String ending) {
        if (name.isBlank()) {
            throw wrong("The output has no name. Specify a file, such as out." + ending + ".");
        }
        if (name.equals("-")) {
            throw wrong("The output '-' is not a file name; Longtake can't write to standard output. Specify a file,"
                    + " such as out."
                    + ending + ".");
        }
        var last = name.substring(name.lastIndexOf('/') + 1);
        if (last.isEmpty() || last.equals(".") || last.equals("..")) {
            throw wrong("The output " + shown(name) + " is a folder. Specify a file in it, such as " + shown(name)
                    + (last.isEmpty() ? "" : "/") + "out." + ending + ".");
        }
        int bytes = last.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_NAME_BYTES) {
            throw wrong("The output name has " + bytes + " bytes; the limit is " + MAX_NAME_BYTES + ".");
        }
        try {
            return base.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw wrong("The output " + shown(name) + " is not a valid file name.");
        }
    }

    private static String shown(String name) {
        return Printable.line(name);
    }

    /**
     * The path to write to; for a symbolic link, its target.
     *
     * @param ending of the file that is proposed instead of a folder
     * @throws CommandFailure exit 2, when it is not a regular file; exit 1, when it can't be written
     */
    static Path checked(Path asked, String ending) {
        var path = resolveLinks(asked.toAbsolutePath());
        var folder = path.getParent();
        ExistingFile.NoFile.at(path).ifPresent(there -> {
            throw wrong("The output " + path + " " + there.what()
                    + (there == ExistingFile.NoFile.FOLDER
                            ? "; specify a file in it, such as " + path.resolve("out." + ending) + "."
                            : ". Choose another name."));
        });
        if (folder == null || !Files.isDirectory(folder)) {
            throw notWritable("The output " + path + " can't be written: the folder " + folder + " does not exist.");
        }
        try {
            // Creating a file is the only reliable check: it detects permissions, read-only mounts and full disks.
            Files.delete(Files.createTempFile(folder, ".longtake", ".probe"));
        } catch (IOException e) {
            throw notWritable(
                    "The output " + path + " can't be written: no file can be created in " + folder + " ("
                            + DiskErrors.reason(e) + ").",
                    e);
        }
        return path;
    }

    private static CommandFailure wrong(String sentence) {
        return CommandFailure.usage(Printable.line(sentence));
    }

    /**
     * @param sources the inputs of the film, as the user named them
     * @throws CommandFailure exit 2, when the film would replace one of them
     */
    public static void refuseSource(Path output, Stream<Path> sources) {
        sources.filter(source -> isSame(source, output)).findFirst().ifPresent(source -> {
            throw CommandFailure.usage("The output " + output + " is the input " + source
                    + "; the film would replace it. Specify another output.");
        });
    }

    private static boolean isSame(Path source, Path output) {
        try {
            return Files.exists(output) && Files.exists(source) && Files.isSameFile(source, output);
        } catch (IOException e) {
            return false;
        }
    }

    private static Path resolveLinks(Path path) {
        try {
            if (!Files.isSymbolicLink(path)) {
                return path;
            }
            return Files.exists(path)
                    ? path.toRealPath()
                    : path.resolveSibling(Files.readSymbolicLink(path)).normalize();
        } catch (IOException e) {
            throw notWritable(
                    "The output " + path + " is a link that can't be followed (" + DiskErrors.reason(e) + ").", e);
        }
    }

    private static CommandFailure notWritable(String sentence) {
        return new CommandFailure(ExitCode.FAILED, "OutputUnwritable", Printable.line(sentence));
    }

    private static CommandFailure notWritable(String sentence, IOException why) {
        return CommandFailure.of("OutputUnwritable", Printable.line(sentence), why);
    }
}
