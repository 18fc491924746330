package io.longtake.workflows.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * Time limits of a chat.
 *
 * @param deadline for the whole chat
 * @param silence for receiving nothing but keep-alives
 */
public record ChatLimits(
        @JsonProperty("deadline") Duration deadline,
        @JsonProperty("silence") Duration silence,
        @JsonProperty("stillWorkingEvery") Duration stillWorkingEvery) {}
