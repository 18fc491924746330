package io.longtake.cli.session;

import io.longtake.activities.media.MediaStore;
import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The person's path for a video: checked before the work, filled after it, whole or not at all. */
public final class Output {
    private Output() {}

    /**
     * The path a video is to be written to: of a link, the file it leads to.
     *
     * @throws CommandFailure exit 1, when a video could never be written there
     */
    public static Path checked(Path asked) {
        var path = behindLinks(asked.toAbsolutePath());
        var folder = path.getParent();
        if (Files.isDirectory(path)) {
            throw unwritable(
                    "The output " + path + " is a folder; name a file in it, such as " + path.resolve("out.mp4") + ".");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw unwritable(
                    "The output " + path + " is no ordinary file; a video would take its place. Name another.");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw unwritable("The output " + path + " can't be written: there is no folder " + folder + ".");
        }
        try {
            // Asking beats believing: permissions, read-only mounts and full disks all show.
            Files.delete(Files.createTempFile(folder, ".longtake", ".probe"));
        } catch (IOException e) {
            throw unwritable(
                    "The output " + path + " can't be written: " + folder + " takes no new files (" + reason(e) + ").");
        }
        return path;
    }

    /**
     * @param sources what the video is made of, as the person named it
     * @throws CommandFailure exit 2, when the video would take the place of one of them
     */
    public static void refuseSource(Path output, Stream<Path> sources) {
        sources.filter(source -> isSame(source, output)).findFirst().ifPresent(source -> {
            throw CommandFailure.usage("The output " + output + " is the input " + source
                    + ": the video would take its place. Name another output.");
        });
    }

    private static boolean isSame(Path source, Path output) {
        try {
            return Files.exists(output) && Files.exists(source) && Files.isSameFile(source, output);
        } catch (IOException e) {
            return false;
        }
    }

    private static Path behindLinks(Path path) {
        try {
            if (!Files.isSymbolicLink(path)) {
                return path;
            }
            return Files.exists(path)
                    ? path.toRealPath()
                    : path.resolveSibling(Files.readSymbolicLink(path)).normalize();
        } catch (IOException e) {
            throw unwritable("The output " + path + " is a link that can't be followed (" + reason(e) + ").");
        }
    }

    private static CommandFailure unwritable(String sentence) {
        return new CommandFailure(ExitCode.FAILED, "OutputUnwritable", sentence);
    }

    private static String reason(IOException e) {
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof java.nio.file.FileSystemException f && f.getReason() != null
                ? f.getReason().toLowerCase(java.util.Locale.ROOT)
                : String.valueOf(e.getMessage());
    }

    /**
     * The path of a finished render that was followed to its end; writes the file where no worker could, one of another
     * machine for instance. What a later export put under the same path stays.
     *
     * @param homeId of this installation: paths of another one are on another disk
     * @return empty when the render has no video, or none that was wanted in this installation
     */
    public static Optional<Path> of(SessionView view, RenderRecord render, MediaStore store, String homeId) {
        var wanted = pathHere(view, render, homeId);
        if (wanted.isEmpty()
                || render.outcome().isEmpty()
                || !(render.outcome().get() instanceof RenderOutcome.Completed done)) {
            return Optional.empty();
        }
        if (!done.delivered() && !isSuperseded(view, render, wanted.get())) {
            try {
                copy(store.path(done.video().file()), wanted.get());
            } catch (IOException e) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "DELIVERY_FAILED",
                        "The video is rendered and kept, but " + wanted.get() + " can't be written (" + reason(e)
                                + "). `longtake export " + view.spec().name() + " --output OTHER` puts it elsewhere.",
                        e);
            }
        }
        return wanted;
    }

    /**
     * Writes the video of a finished render that no worker could deliver, if nothing stands under its path. Never replaces
     * a file: whoever only looks must not undo what has happened since.
     *
     * @param homeId of this installation; what belongs to another one is left to it
     * @return why it could not be written, for people
     */
    public static Optional<String> fillGap(SessionView view, RenderRecord render, MediaStore store, String homeId) {
        var wanted = pathHere(view, render, homeId);
        if (wanted.isEmpty()
                || !(render.outcome().orElse(null) instanceof RenderOutcome.Completed done)
                || done.delivered()
                || Files.exists(wanted.get(), LinkOption.NOFOLLOW_LINKS)
                || isSuperseded(view, render, wanted.get())) {
            return Optional.empty();
        }
        try {
            write(store.path(done.video().file()), wanted.get());
            return Optional.empty();
        } catch (FileAlreadyExistsException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("The video of " + render.renderId() + " is kept, but " + wanted.get()
                    + " can't be written (" + reason(e) + ").");
        }
    }

    private static Optional<Path> pathHere(SessionView view, RenderRecord render, String homeId) {
        return deliveries(view)
                .filter(export -> export.getKey() == render.exportTurn())
                .map(Map.Entry::getValue)
                .filter(delivery -> delivery.homeId().equals(homeId))
                .map(delivery -> Path.of(delivery.path()))
                .findFirst();
    }

    /** Whether a later export, one that isn't known to have come to nothing, names the same path. */
    private static boolean isSuperseded(SessionView view, RenderRecord render, Path path) {
        return deliveries(view)
                .filter(export -> export.getKey() > render.exportTurn())
                .anyMatch(export -> Path.of(export.getValue().path()).equals(path));
    }

    /** Where the exports that may have a film want it, by the number of their turn. */
    private static Stream<Map.Entry<Integer, Delivery>> deliveries(SessionView view) {
        return view.turns().stream()
                .filter(turn -> turn.status() != TurnStatus.FAILED && turn.status() != TurnStatus.CANCELLED)
                .flatMap(turn -> turn.spec() instanceof TurnSpec.Export export
                        ? export.delivery().stream().map(delivery -> Map.entry(turn.number(), delivery))
                        : Stream.empty());
    }

    /**
     * Sees to it that a kept video stands at a path, whatever has become of the file there.
     *
     * @throws IOException when the video is no longer kept, or can't be written there
     */
    public static void restore(MediaRef video, Path to, MediaStore store) throws IOException {
        copy(store.path(video), to);
    }

    /** Whole or not at all: a copy beside it, on disk before it takes the name. */
    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(to) && Files.mismatch(from, to) < 0) {
            return;
        }
        write(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(Path from, Path to, CopyOption... move) throws IOException {
        var part = Files.createTempFile(to.getParent(), "." + to.getFileName(), ".part");
        try {
            Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
            try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, to, move);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
