package io.longtake.activities.download;

import java.time.Duration;

/** What a whole film says of itself: size in pixels as shown, and length. */
public record FilmFacts(int widthPx, int heightPx, Duration length) {}
