package io.longtake.workflows.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.failure.Failure;
import java.util.Optional;

/** The account's answer to a refused token: the generation to use from now on, or why there is no token. */
public record TokenSettled(
        @JsonProperty(value = "generation", required = true) int generation,
        @JsonProperty("failure") Optional<Failure> failure) {}
