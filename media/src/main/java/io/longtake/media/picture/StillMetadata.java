package io.longtake.media.picture;

import java.util.List;
import java.util.Optional;

/**
 * Metadata of a still.
 *
 * @param orientation the rotation that was applied for display
 * @param colour the colour description of the file, before the conversion to sRGB
 * @param ground the background of the transparent parts; empty if there are none
 * @param warnings properties of the file that could not be honoured: predicates that follow the file's name
 */
public record StillMetadata(
        Orientation orientation, Colour colour, Optional<Background> ground, List<String> warnings) {
    public StillMetadata {
        warnings = List.copyOf(warnings);
    }
}
