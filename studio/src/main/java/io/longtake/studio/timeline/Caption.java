package io.longtake.studio.timeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * Text that belongs to a clip: it is shown in the lower third while the clip is seen, wherever the clip stands in the film.
 *
 * @param sizePercent the letters' height in percent of the canvas's shorter side
 * @param rgb 0xRRGGBB
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@RecordBuilder
public record Caption(String text, double sizePercent, int rgb) implements CaptionBuilder.With {
    private static final double USUAL_SIZE = 5;
    private static final int WHITE = 0xFFFFFF;

    public static Caption of(String text) {
        return new Caption(text, USUAL_SIZE, WHITE);
    }
}
