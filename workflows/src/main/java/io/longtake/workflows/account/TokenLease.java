package io.longtake.workflows.account;

import java.time.Instant;
import java.util.Optional;

/**
 * A token as the account holds it.
 *
 * @param expiresAt as the backend said, or seven days after it was issued; empty for a given token
 * @param userId the backend's name for the account, where it told
 */
public record TokenLease(int generation, SealedToken token, Optional<Instant> expiresAt, Optional<String> userId) {}
