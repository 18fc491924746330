package io.longtake.cli.home;

import io.longtake.files.durable.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** A file with a secret that the callers of a local server have to know. Only its owner can read it. */
public final class TokenFile {
    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private TokenFile() {}

    /** Reads the token; creates the file if it does not exist. */
    public static String read(Path file) throws IOException {
        if (!Files.exists(file)) {
            Durable.createFolderOf(file);
            Durable.createOnce(file, random().getBytes(StandardCharsets.US_ASCII));
        }
        String token = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (token.isEmpty()) {
            throw new IOException("the token file " + file + " is empty; remove it");
        }
        return token;
    }

    /** Returns a new secret, in letters, digits, dashes and underscores. */
    public static String random() {
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
