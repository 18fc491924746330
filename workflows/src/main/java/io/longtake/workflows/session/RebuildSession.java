package io.longtake.workflows.session;

import java.util.Objects;
import java.util.Optional;

/**
 * Asks for a new backend session with the kept media, and the edits again if {@code replayEdits}: they are paid again.
 *
 * @param maxCredits what the repeated edits may cost together
 * @param archived the edits that the session itself no longer has at hand; one request with everything, so that nobody who
 *     asks has to stay until the last one is queued
 */
public record RebuildSession(
        String requestId, boolean replayEdits, Optional<Double> maxCredits, Optional<ArchivedEdits> archived) {
    public RebuildSession {
        // Absent in what older versions wrote.
        maxCredits = Objects.requireNonNullElse(maxCredits, Optional.empty());
        archived = Objects.requireNonNullElse(archived, Optional.empty());
    }

    public RebuildSession(String requestId, boolean replayEdits) {
        this(requestId, replayEdits, Optional.empty());
    }

    public RebuildSession(String requestId, boolean replayEdits, Optional<Double> maxCredits) {
        this(requestId, replayEdits, maxCredits, Optional.empty());
    }
}
