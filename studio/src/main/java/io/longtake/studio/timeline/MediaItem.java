package io.longtake.studio.timeline;

import java.nio.file.Path;
import java.time.Duration;

/**
 * One uploaded file of a project, as the editor sees it.
 *
 * @param id stable within the project
 * @param name as a person would call it: the file's name without extension
 * @param widthPx upright, that is after its rotation; 0 for sound
 * @param length zero for stills
 */
public record MediaItem(String id, Kind kind, String name, Path file, int widthPx, int heightPx, Duration length) {
    public enum Kind {
        IMAGE,
        VIDEO,
        AUDIO
    }
}
