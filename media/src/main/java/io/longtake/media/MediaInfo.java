package io.longtake.media;

import java.time.Duration;

/**
 * What a file is.
 *
 * @param kind what it is for
 * @param format what its first bytes say
 * @param width in pixels, upright; 0 for sound
 * @param height in pixels, upright; 0 for sound
 * @param duration zero for a still
 * @param fps frames a second; 0 where there are none
 * @param hasAudio whether there is anything to hear
 */
public record MediaInfo(
        MediaFormat.Kind kind,
        MediaFormat format,
        int width,
        int height,
        Duration duration,
        double fps,
        boolean hasAudio) {}
