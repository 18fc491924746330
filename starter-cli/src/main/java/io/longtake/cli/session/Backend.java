package io.longtake.cli.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Who edits and renders, and as whom we come.
 *
 * @param origin scheme, host and port; an account belongs to one
 * @param studio whether it is this home's own
 * @param clientId the UUID by which the backend knows us
 * @param givenToken the person's own token; never shown, never in a workflow's input in the clear
 */
public record Backend(String origin, boolean studio, String clientId, Optional<String> givenToken) {
    /** The id of the account workflow that holds the token for this backend and this identity. */
    public String accountId() {
        return "account-" + digest(origin).substring(0, 12) + "-"
                + givenToken.map(token -> digest(token).substring(0, 16)).orElse(clientId);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Backend[" + origin + "]";
    }
}
