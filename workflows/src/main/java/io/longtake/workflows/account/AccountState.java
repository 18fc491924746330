package io.longtake.workflows.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.failure.Failure;
import java.time.Instant;
import java.util.Optional;

/**
 * All an account knows.
 *
 * @param lease the token in use; empty before the first and after a given one was refused
 * @param trouble why there is none, when the last try failed
 */
public record AccountState(
        @JsonProperty(value = "generation", required = true) int generation,
        @JsonProperty("lease") Optional<TokenLease> lease,
        @JsonProperty("trouble") Optional<Failure> trouble) {
    public static AccountState empty() {
        return new AccountState(0, Optional.empty(), Optional.empty());
    }

    /** A new token; its generation is one more than any before. */
    public AccountState renewed(TokenLease newLease) {
        return new AccountState(newLease.generation(), Optional.of(newLease), Optional.empty());
    }

    /** The backend refused the token of that generation; a report about an older one changes nothing. */
    public AccountState refused(int refusedGeneration) {
        return lease.filter(l -> l.generation() <= refusedGeneration).isPresent()
                ? new AccountState(generation, Optional.empty(), trouble)
                : this;
    }

    /** The same token under another seal. */
    public AccountState resealed(SealedToken token) {
        return new AccountState(
                generation, lease.map(l -> new TokenLease(l.generation(), token, l.expiresAt(), l.userId())), trouble);
    }

    public AccountState failed(Failure why) {
        return new AccountState(generation, lease, Optional.of(why));
    }

    /** Whether the token can be used at {@code now}; one that ends within a minute can't. */
    public boolean usableAt(Instant now) {
        return lease.isPresent()
                && lease.get()
                        .expiresAt()
                        .map(end -> now.plusSeconds(60).isBefore(end))
                        .orElse(true);
    }
}
