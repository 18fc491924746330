package io.longtake.studio.saliency;

import io.longtake.studio.timeline.MediaItem;
import java.util.List;

/** Finds the salient regions of a picture. The same picture gives the same result. */
public interface Saliency {
    FocusPoints of(MediaItem picture);

    /** Analyses several pictures at once, where that is cheaper than one after the other. */
    default void prepare(List<MediaItem> pictures) {}

    /** Does not read the pixels: the intersections of the thirds, and the middle. */
    Saliency THIRDS = picture -> FocusPoints.THIRDS;
}
