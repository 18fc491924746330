package io.longtake.studio.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One render.
 *
 * @param id chosen by the client
 * @param draft as it was at the time of the request
 * @param error why it failed
 * @param hash SHA-256 of the film, in hex
 * @param link the secret part of the film's address, with its expiry
 */
public record Render(
        String id,
        String project,
        String userId,
        JsonNode draft,
        Status status,
        Optional<String> error,
        Optional<String> hash,
        Optional<Link> link,
        Instant createdAt) {

    public enum Status {
        PENDING,
        PROCESSING,
        COMPLETED,
        FAILED,
        CANCELLED;

        /** The value used in requests and responses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean ended() {
            return this != PENDING && this != PROCESSING;
        }
    }

    public record Link(String secret, Instant expiresAt) {}
}
