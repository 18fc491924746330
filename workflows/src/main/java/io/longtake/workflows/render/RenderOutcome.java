package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.longtake.workflows.failure.Failure;
import io.longtake.workflows.failure.FailureType;
import java.util.Objects;
import java.util.Optional;

/** How a render ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = RenderOutcome.Unknown.class)
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
    record Completed(
            @JsonProperty("video") Video video,

            @JsonProperty(value = "delivered", required = true)
            boolean delivered,

            @JsonProperty("deliveryTrouble") Optional<Failure> deliveryTrouble)
            implements RenderOutcome {}

    /**
     * There will be no video from this render.
     *
     * @param atBackend the backend itself called it failed, so that one more may be tried
     */
    record Failed(
            @JsonProperty("why") Failure why,

            @JsonProperty(value = "atBackend", required = true)
            boolean atBackend) implements RenderOutcome {}

    record Cancelled() implements RenderOutcome {}

    /** It may run, or have run, at the backend. */
    record Unknown(@JsonProperty("why") Failure why) implements RenderOutcome {
        /** An outcome of a kind that this version does not know is read as this. */
        public Unknown {
            why = Objects.requireNonNullElseGet(
                    why,
                    () -> new Failure(
                            FailureType.OUTCOME_UNKNOWN,
                            "The render ended in a way that this version does not know. Update it, then `longtake reconcile`."));
        }
    }
}
