package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.account.AccountLease;

/**
 * Requests a new backend session.
 *
 * @param language BCP 47 code of the first prompt's language
 */
public record OpenSession(
        @JsonProperty("account") AccountLease account,
        @JsonProperty("language") String language) {}
