package io.longtake.workflows.chat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * Time limits of a chat.
 *
 * @param deadline for the whole chat
 * @param silence for receiving nothing but keep-alives
 * @param stillWorkingEvery interval at which the user is informed that the backend is still working
 */
public record ChatLimits(
        @JsonProperty("deadline") Duration deadline,
        @JsonProperty("silence") Duration silence,
        @JsonProperty("stillWorkingEvery") Duration stillWorkingEvery) {}
