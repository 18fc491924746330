package io.longtake.cli.codec;

import io.longtake.cli.home.TokenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks which callers may use the codec server: those that know its token, and browsers that signed in with it. A browser gets the
 * ID of a session that expires, because cookies are also sent to other ports of the host. Only pages of the allowed origins may read
 * answers. Thread-safe.
 */
final class CodecAccess {
    static final String COOKIE = "longtake_codec";
    private static final String BEARER = "Bearer ";
    private static final Duration SESSION = Duration.ofHours(12);

    private final String token;
    private final Set<String> origins;
    private final Clock clock;
    private final Map<String, Instant> sessions = new ConcurrentHashMap<>();

    /**
     * @param token only its holder may decode payloads
     * @param origins the origins of web UIs, such as {@code http://127.0.0.1:8233}
     */
    CodecAccess(String token, Set<String> origins, Clock clock) {
        this.token = token;
        this.origins = Set.copyOf(origins);
        this.clock = clock;
    }

    /** Reads the token from a file, which only its owner can read; creates it if it does not exist. */
    static CodecAccess of(Path tokenFile, Set<String> origins) throws IOException {
        return new CodecAccess(TokenFile.read(tokenFile), origins, Clock.systemUTC());
    }

    String token() {
        return token;
    }

    boolean isAllowedOrigin(String origin) {
        return origins.contains(origin);
    }

    /** Starts a session for a browser and returns its ID. */
    String newSession() {
        Instant now = clock.instant();
        sessions.values().removeIf(end -> !end.isAfter(now));
        String id = TokenFile.random();
        sessions.put(id, now.plus(SESSION));
        return id;
    }

    /**
     * Whether a request carries the token or the ID of a session.
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
                        .map(cookie -> cookie.substring(COOKIE.length() + 1))
                        .anyMatch(this::isSession);
    }

    private boolean isSession(String id) {
        Instant end = sessions.get(id);
        return end != null && end.isAfter(clock.instant());
    }

    /** Compares in a time that does not depend on the position of the first difference. */
    boolean isToken(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
