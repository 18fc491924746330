package io.longtake.activities.chat;

import io.longtake.activities.sse.AgentEvent;
import io.longtake.workflows.chat.MessageReading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is known about a chat when it has ended. Credentials are removed from all texts.
 *
 * @param reply the backend's reply to the user; empty for a silent edit
 * @param errors the error events, in order
 * @param reading how the backend read the message, if a tool result reports it
 * @param unreadable the number of events that could not be parsed
 */
public record ChatRecord(
        ChatEnd end,
        String reply,
        List<AgentEvent.StreamError> errors,
        Optional<MessageReading> reading,
        int events,
        int unreadable,
        Duration took) {
    public ChatRecord {
        errors = List.copyOf(errors);
    }
}
