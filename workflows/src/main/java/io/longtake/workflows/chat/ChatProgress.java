package io.longtake.workflows.chat;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Heartbeat details of a chat. The first heartbeat is sent directly before the request: a chat without a heartbeat was
 * never sent.
 *
 * @param text the end of the text received so far, at most 500 characters
 * @param activity what the backend is doing, as far as its tool calls show it; may be empty
 * @param stillWorking how many "still working" messages the user should have seen so far; 0 at first
 */
public record ChatProgress(
        @JsonProperty(value = "elapsedMs", required = true) long elapsedMs,

        @JsonProperty(value = "sinceLastEventMs", required = true)
        long sinceLastEventMs,

        @JsonProperty("text") String text,
        @JsonProperty("activity") String activity,

        @JsonProperty(value = "stillWorking", required = true)
        int stillWorking) {}
