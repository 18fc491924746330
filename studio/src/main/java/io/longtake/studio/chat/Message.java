package io.longtake.studio.chat;

import java.time.Instant;
import java.util.Optional;

/**
 * One message of a project.
 *
 * @param number within the project, from 1
 * @param reply the reply, including that of a silent edit, which is not sent
 * @param summary the timeline after the message
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
        /** Recorded; in progress or waiting for its turn. */
        RECEIVED,
        APPLIED,
        FAILED,
        /** Never applied, because of the fault {@code FORGET_EDITS}. */
        FORGOTTEN
    }
}
