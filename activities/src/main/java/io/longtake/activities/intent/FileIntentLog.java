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

/** An intent log in a home's folder {@code intents}: a file for each sending. Safe for concurrent use by several processes. */
public final class FileIntentLog implements IntentLog {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    private final Path folder;

    public FileIntentLog(Path home) {
        this.folder = home.resolve("intents");
    }

    @Override
    public boolean wasBegun(String id) {
        return Files.exists(file(id));
    }

    @Override
    public boolean begin(String id) throws IOException {
        Durable.createFolders(folder);
        return Durable.createOnce(file(id), id.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void undo(String id) throws IOException {
        Files.deleteIfExists(file(id));
        Durable.forceFolder(file(id));
    }

    @Override
    public void recordOutcome(String id, byte[] outcome) throws IOException {
        Durable.createFolders(folder);
        Durable.write(outcomeFile(id), outcome);
    }

    @Override
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
