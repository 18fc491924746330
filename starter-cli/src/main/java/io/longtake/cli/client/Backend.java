package io.longtake.cli.client;

import io.longtake.files.digest.Sha256;
import java.util.Optional;

/**
 * A backend that edits and renders, and the identity that Longtake uses there.
 *
 * @param origin scheme, host and port; an account belongs to one origin
 * @param studio whether it is this home's own studio
 * @param clientId the UUID that identifies this home to the backend
 * @param givenToken the user's own token; never shown, and never in plain text in a workflow's input
 */
public record Backend(String origin, boolean studio, String clientId, Optional<String> givenToken) {
    /** The id of the account workflow that holds the token for this backend and this identity. */
    public String accountId() {
        return "account-" + Sha256.of(origin).substring(0, 12) + "-"
                + givenToken.map(token -> Sha256.of(token).substring(0, 16)).orElse(clientId);
    }

    /** Omits the token. */
    @Override
    public String toString() {
        return "Backend[" + origin + "]";
    }
}
