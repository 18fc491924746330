package io.longtake.activities.download;

import java.time.Duration;

/**
 * Facts from the headers of a complete film.
 *
 * @param widthPx width as displayed, in px
 * @param heightPx height as displayed, in px
 */
public record FilmFacts(int widthPx, int heightPx, Duration length) {}
