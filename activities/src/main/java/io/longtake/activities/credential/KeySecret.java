package io.longtake.activities.credential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The installation's keys in one file that an operator provides, the same for all workers: a line {@code key-1 BASE64} for each, with 32
 * bytes in Base64. Empty lines and lines that begin with {@code #} are ignored. The file is read each time, because it may be replaced.
 */
final class KeySecret {
    private static final Pattern LINE = Pattern.compile("(" + InstallationKey.NAME + ")\\s+([A-Za-z0-9+/]+={0,2})");

    private final Path file;

    KeySecret(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** @throws IOException with a message for the user that contains no key */
    List<InstallationKey> keys() throws IOException {
        List<InstallationKey> keys = new ArrayList<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IOException(
                    "the key file " + file + " can't be read (" + e.getClass().getSimpleName() + ")", e);
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                InstallationKey key = key(line).orElse(null);
                if (key == null) {
                    throw new IOException("line " + (i + 1) + " of the key file " + file
                            + " is not a key; use `key-NUMBER BASE64`, with 32 bytes in Base64");
                }
                if (keys.stream().anyMatch(other -> other.number() == key.number())) {
                    throw new IOException("the key file " + file + " contains key-" + key.number() + " twice");
                }
                keys.add(key);
            }
        }
        if (keys.isEmpty()) {
            throw new IOException("the key file " + file + " contains no key");
        }
        return keys;
    }

    private static Optional<InstallationKey> key(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            byte[] key = Base64.getDecoder().decode(parts.group(2));
            return key.length == InstallationKey.BYTES
                    ? Optional.of(InstallationKey.of(parts.group(1), key))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
