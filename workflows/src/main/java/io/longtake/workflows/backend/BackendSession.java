package io.longtake.workflows.backend;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/** The backend's ids for a session. */
public record BackendSession(
        @JsonProperty("sessionId") String sessionId,
        @JsonProperty("taskId") Optional<String> taskId,
        @JsonProperty("userId") Optional<String> userId) {}
