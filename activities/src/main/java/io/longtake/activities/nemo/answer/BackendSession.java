package io.longtake.activities.nemo.answer;

import java.util.Optional;

/** A session as the backend identifies it. A registration binds to {@code userId}, otherwise to {@code taskId}. */
public record BackendSession(String sessionId, Optional<String> taskId, Optional<String> userId) {}
