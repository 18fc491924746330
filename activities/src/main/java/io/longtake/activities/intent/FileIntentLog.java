package io.longtake.activities.intent;

import io.longtake.files.durable.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** An intent log in a home's folder {@code intents}: a file for each sending. Safe for concurrent use by several processes. */
public final class FileIntentLog implements IntentLog {
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
        return folder.resolve(IntentName.of(id));
    }

    private Path outcomeFile(String id) {
        return folder.resolve(IntentName.of(id) + ".outcome");
    }
}
