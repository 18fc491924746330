package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/** A session's argument: its spec, and in later runs what the run before knew. */
public record SessionInput(
        @JsonProperty("spec") SessionSpec spec,
        @JsonProperty("carried") Optional<SessionState> carried) {}
