package io.longtake.studio.chat;

import java.time.Instant;
import java.util.Optional;

/**
 * One message of a project.
 *
 * @param number within the project, from 1
 * @param reply what was said, or would have been: also of a silent edit
 * @param summary the timeline afterwards
 */
public record Message(
        long id,
        String project,
        long number,
        String text,
        Status status,
        Optional<String> reply,
        Optional<String> summary,
        Instant receivedAt) {

    public enum Status {
        /** Recorded; being worked on, or waiting for its turn. */
        RECEIVED,
        APPLIED,
        FAILED,
        /** Never to be applied: the fault of that name. */
        FORGOTTEN
    }
}
