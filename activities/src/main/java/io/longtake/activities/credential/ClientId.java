package io.longtake.activities.credential;

import io.longtake.files.durable.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The UUID that identifies this client to a backend. It is not secret. It outlives tokens: a new token is requested with the same
 * id.
 */
public final class ClientId {
    private static final Pattern FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private ClientId() {}

    /** Returns the id for the cloud, which all homes of a user share: {@code NEMO_CLIENT_ID}, otherwise the contract's file. */
    public static String ofCloud(Map<String, String> environment, Path userHome) throws IOException {
        return of(environment, userHome.resolve(".config").resolve("nemovideo").resolve("client_id"));
    }

    /** Returns the id for the studio, which belongs to the home: {@code NEMO_CLIENT_ID}, otherwise a file in the home. */
    public static String ofStudio(Map<String, String> environment, Path home) throws IOException {
        return of(environment, home.resolve("client_id"));
    }

    /**
     * Returns the home's own id for the studio; empty if none exists yet.
     *
     * @throws IOException if its file contains something else
     */
    public static Optional<String> ofStudioIfAny(Path home) throws IOException {
        try {
            return Optional.of(read(home.resolve("client_id")));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private static String of(Map<String, String> environment, Path file) throws IOException {
        String named = environment.getOrDefault("NEMO_CLIENT_ID", "").strip();
        if (!named.isEmpty()) {
            if (!FORM.matcher(named).matches()) {
                throw new IOException("NEMO_CLIENT_ID is '" + named + "', which is not a UUID.");
            }
            return named;
        }
        return kept(file);
    }

    private static String kept(Path file) throws IOException {
        try {
            return read(file);
        } catch (NoSuchFileException first) {
            Durable.createFolderOf(file);
            String fresh = UUID.randomUUID() + "\n";
            // If another process created the file first, its id is used.
            Durable.createOnce(file, fresh.getBytes(StandardCharsets.US_ASCII));
            return read(file);
        }
    }

    private static String read(Path file) throws IOException {
        String id = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (!FORM.matcher(id).matches()) {
            throw new IOException(
                    "The client ID in " + file + " is not a UUID. Correct it, or remove the file to get a new one.");
        }
        return id;
    }
}
