package io.longtake.workflows.session;

import java.util.Objects;
import java.util.Optional;

/**
 * Asks for a new backend session with the kept media, and the edits again if {@code replayEdits}: they are paid again.
 *
 * @param maxCredits what the repeated edits may cost together
 */
public record RebuildSession(String requestId, boolean replayEdits, Optional<Double> maxCredits) {
    public RebuildSession {
        maxCredits = Objects.requireNonNullElse(maxCredits, Optional.empty());
    }

    public RebuildSession(String requestId, boolean replayEdits) {
        this(requestId, replayEdits, Optional.empty());
    }
}
