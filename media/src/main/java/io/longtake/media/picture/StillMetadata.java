package io.longtake.media.picture;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a still besides its pixels.
 *
 * @param orientation how it was turned to stand upright
 * @param colour as its file describes it, before it became sRGB
 * @param ground what its transparent parts were laid on; empty where it has none
 * @param warnings what of the file could not be honoured: predicates, to stand behind the file's name
 */
public record StillMetadata(
        Orientation orientation, Colour colour, Optional<Background> ground, List<String> warnings) {
    public StillMetadata {
        warnings = List.copyOf(warnings);
    }
}
