package io.longtake.studio.timeline;

import java.nio.file.Path;
import java.time.Duration;

/**
 * One uploaded file of a project, in the form that the editor uses.
 *
 * @param id stable within the project
 * @param name for the user: the file's name without its extension
 * @param widthPx after its rotation; 0 for sound
 * @param length zero for stills
 */
public record MediaItem(String id, Kind kind, String name, Path file, int widthPx, int heightPx, Duration length) {
    public enum Kind {
        IMAGE,
        VIDEO,
        AUDIO
    }
}
