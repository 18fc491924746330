package io.longtake.workflows.account;

import io.longtake.workflows.failure.Failure;
import java.util.Optional;

/** The account's answer to a refused token: the generation to use from now on, or why there is none. */
public record TokenSettled(int generation, Optional<Failure> trouble) {}
