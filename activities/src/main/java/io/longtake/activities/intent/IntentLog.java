package io.longtake.activities.intent;

import io.longtake.files.digest.Sha256;
import io.longtake.files.durable.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps a file for each sending that must not be repeated, written to disk before the first byte is sent. If the file exists, the
 * message must not be sent. The outcome is stored next to it when it is known, so that an outcome that could not be reported is not
 * lost. Safe for concurrent use by several processes.
 */
public final class IntentLog {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    private final Path folder;

    public IntentLog(Path home) {
        this.folder = home.resolve("intents");
    }

    /** Whether any process has started this sending. */
    public boolean wasBegun(String id) {
        return Files.exists(file(id));
    }

    /**
     * Records that the sending starts now. When this returns {@code true}, the record is on disk.
     *
     * @return {@code false} if the sending was started before; then the message must not be sent
     */
    public boolean begin(String id) throws IOException {
        Durable.createFolders(folder);
        return Durable.createOnce(file(id), id.getBytes(StandardCharsets.UTF_8));
    }

    /** Deletes the record of a sending that certainly had no effect, so that it may be started again. */
    public void undo(String id) throws IOException {
        Files.deleteIfExists(file(id));
        Durable.forceFolder(file(id));
    }

    /** Stores the outcome of a sending. */
    public void recordOutcome(String id, byte[] outcome) throws IOException {
        Durable.createFolders(folder);
        Durable.write(outcomeFile(id), outcome);
    }

    /** Returns the outcome of a sending, if it was recorded. */
    public Optional<byte[]> outcome(String id) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(outcomeFile(id)));
        } catch (NoSuchFileException notRecorded) {
            return Optional.empty();
        }
    }

    private Path file(String id) {
        return folder.resolve(name(id));
    }

    private Path outcomeFile(String id) {
        return folder.resolve(name(id) + ".outcome");
    }

    /** The id itself, or its hash if the id is not a safe file name. */
    private static String name(String id) {
        return PLAIN.matcher(id).matches() ? id : "sha256-" + Sha256.of(id);
    }
}
