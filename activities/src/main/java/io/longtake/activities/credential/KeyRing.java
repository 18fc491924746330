package io.longtake.activities.credential;

import io.longtake.files.durable.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;

/**
 * The installation's AES-256 keys: one file each in {@code <home>/keys}, readable by the owner only, or a file that an operator
 * provides to all workers ({@link KeySecret}). The key with the highest number seals; all keys open. Safe for concurrent use by several
 * processes, including the creation of the first key.
 */
public final class KeyRing {
    private static final Pattern ID = Pattern.compile("key-(\\d{1,6})");
    private static final int KEY_BYTES = 32;

    private final Path folder;
    private final Optional<KeySecret> secret;

    /** The keys that a home creates for itself. */
    public KeyRing(Path home) {
        this(home, Optional.empty());
    }

    /** @param secret the file that contains the keys, if the home does not create its own */
    public KeyRing(Path home, Optional<Path> secret) {
        this.folder = home.resolve("keys");
        this.secret = secret.map(KeySecret::new);
    }

    /** Where a key is expected, as the object of "restore". */
    public String place(String id) {
        return secret.map(given -> "the line " + id + " in " + given.file())
                .orElseGet(() -> folder.resolve(id).toString());
    }

    /** Returns the key that seals; creates one if none exists. */
    public InstallationKey current() throws IOException {
        if (secret.isPresent()) {
            return secret.get().keys().stream()
                    .max(Comparator.comparingInt(key -> number(key.id())))
                    .orElseThrow();
        }
        Optional<String> newest = newest();
        if (newest.isEmpty()) {
            create(1);
            newest = newest();
        }
        return read(newest.orElseThrow(() -> new IOException("No key can be created in " + folder + ".")));
    }

    /**
     * Returns the key with that name.
     *
     * @throws NoSuchFileException if this installation does not have it
     */
    public InstallationKey named(String id) throws IOException {
        if (!ID.matcher(id).matches()) {
            throw new NoSuchFileException(folder.toString(), null, "no key named \"" + id + "\"");
        }
        if (secret.isPresent()) {
            return secret.get().keys().stream()
                    .filter(key -> key.id().equals(id))
                    .findFirst()
                    .orElseThrow(() ->
                            new NoSuchFileException(secret.get().file().toString(), null, "no key named \"" + id + "\""));
        }
        return read(id);
    }

    /**
     * Adds a key, which is used for sealing from now on. The older keys still open what they sealed.
     *
     * @return the name of the new key
     * @throws IOException also if an operator provides the keys
     */
    public String rotate() throws IOException {
        if (secret.isPresent()) {
            throw new IOException("the keys are in " + secret.get().file() + "; add a line key-"
                    + (number(current().id()) + 1) + " with 32 random bytes in Base64 for all workers");
        }
        create(number(current().id()) + 1);
        return current().id();
    }

    /** The names of the keys that can't be used. */
    public List<String> damaged() {
        if (secret.isPresent()) {
            try {
                secret.get().keys();
                return List.of();
            } catch (IOException e) {
                return List.of(secret.get().file().toString());
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> ID.matcher(name).matches() && !isComplete(name))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private boolean isComplete(String id) {
        try {
            return read(id).id().equals(id);
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private void create(int number) throws IOException {
        Durable.createFolders(folder);
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        byte[] text = Base64.getEncoder().encodeToString(key).getBytes(StandardCharsets.US_ASCII);
        // If another process created the file first, its key is used.
        Durable.createOnce(file("key-" + number), text);
    }

    private InstallationKey read(String id) throws IOException {
        byte[] key = Base64.getDecoder()
                .decode(Files.readString(file(id), StandardCharsets.US_ASCII).strip());
        if (key.length != KEY_BYTES) {
            throw new IOException("The key file " + file(id) + " is damaged: it has " + key.length
                    + " bytes instead of " + KEY_BYTES + ".");
        }
        return new InstallationKey(id, new SecretKeySpec(key, "AES"));
    }

    private Optional<String> newest() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> ID.matcher(name).matches())
                    .max(Comparator.comparingInt(KeyRing::number));
        }
    }

    private Path file(String id) {
        return folder.resolve(id);
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring("key-".length()));
    }
}
