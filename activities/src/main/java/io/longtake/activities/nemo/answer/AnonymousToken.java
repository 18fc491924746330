package io.longtake.activities.nemo.answer;

import io.longtake.activities.nemo.token.AccessToken;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A token for a user without an account.
 *
 * @param expiresAt when the token expires, if the backend reported it; the contract's lifetime is 7 days
 */
public record AnonymousToken(
        AccessToken token, OptionalLong credits, Optional<String> userId, Optional<Instant> expiresAt) {}
