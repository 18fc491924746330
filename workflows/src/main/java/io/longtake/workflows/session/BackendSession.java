package io.longtake.workflows.session;

import java.util.Optional;

/** A session as the backend names it. */
public record BackendSession(String sessionId, Optional<String> taskId, Optional<String> userId) {}
