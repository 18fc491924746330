package io.longtake.cli.session;

import io.longtake.activities.media.MediaStore;
import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.RenderOutcome;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionView;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The person's path for a video: checked before the work, filled after it, whole or not at all. */
public final class Output {
    private Output() {}

    /** @throws CommandFailure exit 1, when a video could never be written there */
    public static Path checked(Path path) {
        var folder = path.toAbsolutePath().getParent();
        if (Files.isDirectory(path)) {
            throw unwritable(
                    "The output " + path + " is a folder; name a file in it, such as " + path.resolve("out.mp4") + ".");
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
        return path.toAbsolutePath();
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
     * The path of a finished render; writes the file where no worker could, one of another machine for instance.
     *
     * @return empty when the render has no video or nobody asked for a file
     */
    public static Optional<Path> of(SessionView view, RenderRecord render, MediaStore store) {
        var wanted = Documents.output(view, render);
        if (wanted.isEmpty()
                || render.outcome().isEmpty()
                || !(render.outcome().get() instanceof RenderOutcome.Completed done)) {
            return Optional.empty();
        }
        if (!done.delivered()) {
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
        var part = Files.createTempFile(to.getParent(), "." + to.getFileName(), ".part");
        try {
            Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
            try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
