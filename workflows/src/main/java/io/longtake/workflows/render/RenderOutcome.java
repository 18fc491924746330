package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.longtake.workflows.failure.Failure;
import java.util.Optional;

/** How a render ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RenderOutcome.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = RenderOutcome.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = RenderOutcome.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = RenderOutcome.Unknown.class, name = "unknown")
})
public sealed interface RenderOutcome {
    /**
     * The video is whole, and in the media store.
     *
     * @param delivered under the person's path as well
     * @param deliveryTrouble why it isn't there, though it should be
     */
    record Completed(Video video, boolean delivered, Optional<Failure> deliveryTrouble) implements RenderOutcome {}

    /**
     * There will be no video from this render.
     *
     * @param atBackend the backend itself called it failed, so that one more may be tried
     */
    record Failed(Failure why, boolean atBackend) implements RenderOutcome {}

    record Cancelled() implements RenderOutcome {}

    /** It may run, or have run, at the backend. */
    record Unknown(Failure why) implements RenderOutcome {}
}
