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
 * The installation's AES-256 keys, one file each in {@code <home>/keys}, readable by the owner only. The one with the highest
 * number seals; all of them open. Safe for several processes, also the first that ever asks.
 */
public final class KeyRing {
    private static final Pattern ID = Pattern.compile("key-(\\d{1,6})");
    private static final int KEY_BYTES = 32;

    private final Path folder;

    public KeyRing(Path home) {
        this.folder = home.resolve("keys");
    }

    /** The key that seals; made when there is none. */
    InstallationKey current() throws IOException {
        Optional<String> newest = newest();
        if (newest.isEmpty()) {
            create(1);
            newest = newest();
        }
        return read(newest.orElseThrow(() -> new IOException("No key can be kept in " + folder + ".")));
    }

    /**
     * The key of that name.
     *
     * @throws NoSuchFileException if this installation doesn't have it
     */
    InstallationKey named(String id) throws IOException {
        if (!ID.matcher(id).matches()) {
            throw new NoSuchFileException(folder.toString(), null, "no key is called \"" + id + "\"");
        }
        return read(id);
    }

    /**
     * Adds a key, which seals from now on; the older ones go on opening what they sealed.
     *
     * @return the name of the new key
     */
    public String rotate() throws IOException {
        create(number(current().id()) + 1);
        return current().id();
    }

    /** The keys that can't be used, by name. */
    public List<String> damaged() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> ID.matcher(name).matches() && !isWhole(name))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private boolean isWhole(String id) {
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
        // When another process was faster, its key is as good.
        Durable.createOnce(file("key-" + number), text);
    }

    private InstallationKey read(String id) throws IOException {
        byte[] key = Base64.getDecoder()
                .decode(Files.readString(file(id), StandardCharsets.US_ASCII).strip());
        if (key.length != KEY_BYTES) {
            throw new IOException("The key file " + file(id) + " is damaged: it holds " + key.length + " bytes, not "
                    + KEY_BYTES + ".");
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
