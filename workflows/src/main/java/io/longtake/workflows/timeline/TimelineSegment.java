package io.longtake.workflows.timeline;

import java.util.Optional;

/**
 * One stretch of a track.
 *
 * @param label what it shows or says, at most 80 characters
 */
public record TimelineSegment(String label, long startMs, long endMs, Optional<Integer> volumePercent) {}
