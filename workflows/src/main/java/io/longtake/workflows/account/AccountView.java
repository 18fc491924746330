package io.longtake.workflows.account;

import io.longtake.workflows.failure.Failure;
import java.time.Instant;
import java.util.Optional;

/** An account as others may see it: without its token. */
public record AccountView(
        String origin,
        String clientId,
        boolean given,
        int generation,
        boolean ready,
        Optional<Instant> expiresAt,
        Optional<String> userId,
        Optional<Failure> trouble) {}
