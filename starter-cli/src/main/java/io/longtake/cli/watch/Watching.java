package io.longtake.cli.watch;

import io.longtake.cli.batch.BatchTerms;
import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.files.lock.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Starts a watch, unless another command watches the same folder. */
public final class Watching {
    private final Invocation invocation;
    private final Path folder;
    private final Path outputFolder;

    /** @throws CommandFailure exit 3, if the folder does not exist; exit 1, if the output folder can't be created */
    public Watching(Invocation invocation, String folder, String outputFolder) {
        this.invocation = invocation;
        this.folder = real(invocation.environment().resolve(folder));
        this.outputFolder = made(invocation.environment().resolve(outputFolder));
    }

    private static Path real(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw Files.exists(folder)
                    ? CommandFailure.usage(folder + " is a file. Specify a folder to watch.")
                    : CommandFailure.notFound("There is no folder " + folder + " to watch. Nothing was started.");
        }
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw CommandFailure.of("Folder", "The folder " + folder + " can't be read: " + e.getMessage() + ".", e);
        }
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            throw CommandFailure.of(
                    "OutputUnwritable", "The folder " + folder + " can't be created: " + e.getMessage(), e);
        }
    }

    /** Watches until the command is interrupted. */
    public void run(BatchTerms terms, String prompt, Optional<String> ratio) throws InterruptedException {
        var place = WatchLog.placeOf(invocation.home().root(), folder, outputFolder);
        try (var lock = FolderLock.attempt(place)
                .orElseThrow(() -> CommandFailure.temporary(
                        "Another command watches " + folder + ". Nothing was started. Stop that command first."))) {
            assert lock.isHeld();
            var plan = new WatchPlan(invocation, folder, outputFolder, prompt, ratio, terms.existing());
            var watch = new FolderWatch(invocation, terms, plan, WatchLog.open(place, folder, outputFolder));
            try (var access = new SessionAccess(invocation)) {
                invocation
                        .statusOutput()
                        .info("Watching " + folder + ". Films are written to " + outputFolder
                                + ". Ctrl-C stops watching, not the films in progress.");
                watch.run(access);
            }
        } catch (IOException e) {
            throw CommandFailure.of("WatchLog", "The folder " + place + " can't be used: " + e.getMessage() + ".", e);
        }
    }
}
