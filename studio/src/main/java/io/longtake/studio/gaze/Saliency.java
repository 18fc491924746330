package io.longtake.studio.gaze;

import io.longtake.studio.timeline.MediaItem;
import java.util.List;

/** Says where in a picture the eye goes. The same picture gives the same answer. */
public interface Saliency {
    FocusPoints of(MediaItem picture);

    /** Looks at several pictures at once, where that is cheaper than one after the other. */
    default void prepare(List<MediaItem> pictures) {}

    /** Without a look at the pixels: where the thirds cross, and the middle. */
    Saliency THIRDS = picture -> FocusPoints.THIRDS;
}
