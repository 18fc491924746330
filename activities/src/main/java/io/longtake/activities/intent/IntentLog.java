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
 * A file for each sending that must not be repeated, written to the disk before the first byte leaves. Whoever finds it must not
 * send. Beside it, once known, stands what came of it: an outcome that couldn't be reported is not lost. Safe for several
 * processes.
 */
public final class IntentLog {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    private final Path folder;

    public IntentLog(Path home) {
        this.folder = home.resolve("intents");
    }

    /** Whether this sending was begun, by whomever. */
    public boolean wasBegun(String id) {
        return Files.exists(file(id));
    }

    /**
     * Notes that the sending begins now; once this returns {@code true}, the note is on the disk.
     *
     * @return {@code false} if it was begun before: then it must not be sent
     */
    public boolean begin(String id) throws IOException {
        Durable.createFolders(folder);
        return Durable.createOnce(file(id), id.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the note back, for a sending that certainly had no effect: it may be begun again. */
    public void withdraw(String id) throws IOException {
        Files.deleteIfExists(file(id));
        Durable.forceFolder(file(id));
    }

    /** Keeps what came of it. */
    public void recordOutcome(String id, byte[] outcome) throws IOException {
        Durable.createFolders(folder);
        Durable.write(outcomeFile(id), outcome);
    }

    /** What came of it, if it was recorded. */
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

    /** An id that is no safe file name is known by its hash. */
    private static String name(String id) {
        return PLAIN.matcher(id).matches() ? id : "sha256-" + Sha256.of(id);
    }
}
