package io.longtake.cli.client;

import io.longtake.files.digest.Sha256;
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
        return "account-" + Sha256.of(origin).substring(0, 12) + "-"
                + givenToken.map(token -> Sha256.of(token).substring(0, 16)).orElse(clientId);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Backend[" + origin + "]";
    }
}
