package io.longtake.activities.chat;

import io.longtake.activities.sse.AgentEvent;
import java.time.Duration;
import java.util.List;

/**
 * What is known of a chat at its end; freed of credentials.
 *
 * @param reply what the backend said to the person; empty for a silent edit
 * @param errors its error events, in order
 * @param unreadable how many events made no sense
 */
public record ChatRecord(
        ChatEnd end, String reply, List<AgentEvent.Trouble> errors, int events, int unreadable, Duration took) {
    public ChatRecord {
        errors = List.copyOf(errors);
    }
}
