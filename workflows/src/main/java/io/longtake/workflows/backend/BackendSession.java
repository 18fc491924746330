package io.longtake.workflows.backend;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/** A session as the backend names it. */
public record BackendSession(
        @JsonProperty("sessionId") String sessionId,
        @JsonProperty("taskId") Optional<String> taskId,
        @JsonProperty("userId") Optional<String> userId) {}
