package io.longtake.workflows.chat;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Heartbeat details of a chat. Its first one is written directly before the request: a chat without it was never sent.
 *
 * @param text the end of what was said so far, at most 500 characters
 * @param activity what the backend does, as far as its tool calls tell; may be empty
 * @param stillWorking how often by now the person is to hear that it is still working; 0 at first
 */
public record ChatProgress(
        @JsonProperty(value = "elapsedMs", required = true) long elapsedMs,

        @JsonProperty(value = "sinceLastEventMs", required = true)
        long sinceLastEventMs,

        @JsonProperty("text") String text,
        @JsonProperty("activity") String activity,

        @JsonProperty(value = "stillWorking", required = true)
        int stillWorking) {}
