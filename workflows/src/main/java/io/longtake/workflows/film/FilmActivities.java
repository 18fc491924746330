package io.longtake.workflows.film;

import io.longtake.workflows.media.MediaRef;
import io.temporal.activity.ActivityInterface;

/** Rendering of parts, on workers that offer it. All operations may be repeated. */
@ActivityInterface
public interface FilmActivities {
    /**
     * Renders one part and stores it; the same part has the same bytes on each worker. Heartbeats {@code PartProgress}. Fails with
     * {@code PART_FAILED} if it can't be rendered, and with {@code RENDERER_DIFFERS} if this worker would render another
     * film.
     *
     * @return the part, under its name
     */
    MediaRef renderPart(RenderPart request);

    /** Removes content from the media store; content that is already gone is ignored. */
    void discardContent(DiscardContent request);
}
