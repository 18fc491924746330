package io.longtake.activities.nemo.answer;

import io.longtake.activities.nemo.token.AccessToken;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A token for somebody without an account.
 *
 * @param expiresAt when the backend said so; the contract's life is 7 days
 */
public record AnonymousToken(
        AccessToken token, OptionalLong credits, Optional<String> userId, Optional<Instant> expiresAt) {}
