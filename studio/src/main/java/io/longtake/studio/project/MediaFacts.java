package io.longtake.studio.project;

import io.longtake.studio.timeline.MediaItem;
import java.time.Duration;

/**
 * The properties of a file's content.
 *
 * @param extension canonical, without a dot
 * @param length zero for stills
 * @param widthPx after its rotation; 0 for sound
 * @param fps 0 for stills and sound
 */
public record MediaFacts(
        MediaItem.Kind kind, String extension, Duration length, int widthPx, int heightPx, double fps) {}
