package io.longtake.workflows.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.failure.Failure;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of an account.
 *
 * @param lease the current token; empty before the first one and after a given token was refused
 * @param failure why there is no token, if the last attempt failed
 */
public record AccountState(
        @JsonProperty(value = "generation", required = true) int generation,
        @JsonProperty("lease") Optional<TokenLease> lease,
        @JsonProperty("failure") Optional<Failure> failure) {
    public static AccountState empty() {
        return new AccountState(0, Optional.empty(), Optional.empty());
    }

    /** Adds a new token; its generation is one higher than all before. */
    public AccountState renewed(TokenLease newLease) {
        return new AccountState(newLease.generation(), Optional.of(newLease), Optional.empty());
    }

    /** Marks the token of that generation as refused; a report about an older token changes nothing. */
    public AccountState refused(int refusedGeneration) {
        return lease.filter(l -> l.generation() <= refusedGeneration).isPresent()
                ? new AccountState(generation, Optional.empty(), failure)
                : this;
    }

    /** Replaces the seal; the token remains the same. */
    public AccountState resealed(SealedToken token) {
        return new AccountState(
                generation, lease.map(l -> new TokenLease(l.generation(), token, l.expiresAt(), l.userId())), failure);
    }

    public AccountState failed(Failure why) {
        return new AccountState(generation, lease, Optional.of(why));
    }

    /** Returns whether the token can be used at {@code now}; a token that expires within a minute can't. */
    public boolean usableAt(Instant now) {
        return lease.isPresent()
                && lease.get()
                        .expiresAt()
                        .map(end -> now.plusSeconds(60).isBefore(end))
                        .orElse(true);
    }
}
