package io.longtake.workflows.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * How long a chat may take.
 *
 * @param deadline in all
 * @param silence of nothing but keep-alives
 */
public record ChatLimits(
        @JsonProperty("deadline") Duration deadline,
        @JsonProperty("silence") Duration silence,
        @JsonProperty("stillWorkingEvery") Duration stillWorkingEvery) {}
