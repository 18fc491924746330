package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * A session's argument.
 *
 * @param carried the state of the previous run; empty in the first run
 * @param listed whether the server knows the {@link SessionAttributes}
 */
public record SessionInput(
        @JsonProperty("spec") SessionSpec spec,
        @JsonProperty("carried") Optional<SessionState> carried,
        @JsonProperty(value = "listed", required = true) boolean listed) {}
