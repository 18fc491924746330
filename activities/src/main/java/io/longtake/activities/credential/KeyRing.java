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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The installation's AES-256 keys: one file each in {@code <home>/keys}, readable by the owner only, or a file that an operator
 * provides to all workers ({@link KeySecret}). The key with the highest number seals; all keys open. Safe for concurrent use by several
 * processes, including the creation of the first key.
 */
public final class KeyRing {
    private static final Pattern FILE = Pattern.compile(InstallationKey.NAME);
    private static final Pattern ID = Pattern.compile("(" + InstallationKey.NAME + ")-[0-9a-f]{8}");

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
    private String place(String name) {
        return secret.map(given -> "the line " + name + " in " + given.file())
                .orElseGet(() -> file(name).toString());
    }

    /** Returns the key that seals; creates one if none exists. */
    public InstallationKey current() throws IOException {
        if (secret.isPresent()) {
            return secret.get().keys().stream()
                    .max(Comparator.comparingInt(InstallationKey::number))
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
     * Returns the key with that id.
     *
     * @throws UnknownKeyException if this installation does not have it
     */
    public InstallationKey named(String id) throws IOException {
        Matcher matcher = ID.matcher(id);
        if (!matcher.matches()) {
            throw UnknownKeyException.malformed();
        }
        String name = matcher.group(1);
        InstallationKey key = find(name).orElseThrow(() -> UnknownKeyException.missing(place(name)));
        if (!key.id().equals(id)) {
            throw UnknownKeyException.another(place(name));
        }
        return key;
    }

    /**
     * Adds a key, which is used for sealing from now on. The older keys still open what they sealed.
     *
     * @return the id of the new key
     * @throws IOException also if an operator provides the keys
     */
    public String rotate() throws IOException {
        int next = current().number() + 1;
        if (secret.isPresent()) {
            throw new IOException("the keys are in " + secret.get().file() + "; add the line `key-" + next
                    + " BASE64` (32 random bytes) to the file of every worker");
        }
        create(next);
        return current().id();
    }

    /**
     * What can't be used: the names of damaged key files, or what is wrong with the file that an operator provides. Contains no
     * key.
     */
    public List<String> damaged() {
        if (secret.isPresent()) {
            try {
                secret.get().keys();
                return List.of();
            } catch (IOException e) {
                return List.of(String.valueOf(e.getMessage()));
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> FILE.matcher(name).matches() && !isComplete(name))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The key with that name, which is the id without the fingerprint. */
    private Optional<InstallationKey> find(String name) throws IOException {
        if (secret.isPresent()) {
            return secret.get().keys().stream()
                    .filter(key -> key.number() == number(name))
                    .findFirst();
        }
        try {
            return Optional.of(read(name));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private boolean isComplete(String name) {
        try {
            read(name);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private void create(int number) throws IOException {
        Durable.createFolders(folder);
        byte[] key = new byte[InstallationKey.BYTES];
        new SecureRandom().nextBytes(key);
        byte[] text = Base64.getEncoder().encodeToString(key).getBytes(StandardCharsets.US_ASCII);
        // If another process created the file first, its key is used.
        Durable.createOnce(file("key-" + number), text);
    }

    private InstallationKey read(String name) throws IOException {
        byte[] key = Base64.getDecoder()
                .decode(Files.readString(file(name), StandardCharsets.US_ASCII).strip());
        if (key.length != InstallationKey.BYTES) {
            throw new IOException("The key file " + file(name) + " is damaged: it has " + key.length
                    + " bytes instead of " + InstallationKey.BYTES + ".");
        }
        return InstallationKey.of(name, key);
    }

    private Optional<String> newest() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> FILE.matcher(name).matches())
                    .max(Comparator.comparingInt(KeyRing::number));
        }
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring("key-".length()));
    }
}
