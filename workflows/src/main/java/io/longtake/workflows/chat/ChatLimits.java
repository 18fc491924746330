package io.longtake.workflows.chat;

import java.time.Duration;

/**
 * How long a chat may take.
 *
 * @param deadline in all
 * @param silence of nothing but keep-alives
 */
public record ChatLimits(Duration deadline, Duration silence, Duration stillWorkingEvery) {}
