package io.longtake.studio.project;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * @param ordinal the project's number in this studio; pseudo-random choices depend on it rather than on the random id
 * @param kept the editor's own form of the timeline
 * @param draft as shown to clients
 */
public record Project(
        String id,
        String taskId,
        String userId,
        String name,
        String language,
        long ordinal,
        long seed,
        Optional<String> kept,
        Optional<JsonNode> draft,
        Instant createdAt) {}
