package io.longtake.activities.nemo.answer;

import java.util.Optional;

/** A session as the backend names it. {@code userId}, else {@code taskId}, is what a registration binds to. */
public record BackendSession(String sessionId, Optional<String> taskId, Optional<String> userId) {}
