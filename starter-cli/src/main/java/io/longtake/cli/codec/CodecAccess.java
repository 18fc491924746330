package io.longtake.cli.codec;

import io.longtake.files.durable.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Checks which callers may use the codec server: those that know its token. A browser sends it in a cookie, and only pages of the
 * allowed origins may read the answers.
 *
 * @param token the token; only its holder may decode payloads
 * @param origins the origins of web UIs, such as {@code http://127.0.0.1:8233}
 */
record CodecAccess(String token, Set<String> origins) {
    static final String COOKIE = "longtake_codec";
    private static final String BEARER = "Bearer ";
    private static final int TOKEN_BYTES = 32;

    CodecAccess {
        origins = Set.copyOf(origins);
    }

    /** Reads the token from a file, which only its owner can read; creates it if it does not exist. */
    static CodecAccess of(Path tokenFile, Set<String> origins) throws IOException {
        if (!Files.exists(tokenFile)) {
            byte[] random = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(random);
            Durable.createFolderOf(tokenFile);
            Durable.createOnce(
                    tokenFile,
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(random)
                            .getBytes(StandardCharsets.US_ASCII));
        }
        String token = Files.readString(tokenFile, StandardCharsets.US_ASCII).strip();
        if (token.isEmpty()) {
            throw new IOException("The token file " + tokenFile + " is empty.");
        }
        return new CodecAccess(token, origins);
    }

    boolean isAllowedOrigin(String origin) {
        return origins.contains(origin);
    }

    /**
     * Whether a request carries the token.
     *
     * @param authorization the {@code Authorization} header
     * @param cookies the {@code Cookie} header
     */
    boolean isSignedIn(Optional<String> authorization, Optional<String> cookies) {
        return authorization
                        .filter(given -> given.startsWith(BEARER) && isToken(given.substring(BEARER.length())))
                        .isPresent()
                || cookies.stream()
                        .flatMap(header -> Arrays.stream(header.split(";")))
                        .map(String::strip)
                        .filter(cookie -> cookie.startsWith(COOKIE + "="))
                        .anyMatch(cookie -> isToken(cookie.substring(COOKIE.length() + 1)));
    }

    /** Compares in a time that does not depend on the position of the first difference. */
    boolean isToken(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "CodecAccess[" + origins + "]";
    }
}
