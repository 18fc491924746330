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
     * The film is complete and in the media store.
     *
     * @param delivered whether it is also at the user's path
     * @param deliveryFailure why it was not delivered although it should have been
     */
    record Completed(
            @JsonProperty("video") Video video,

            @JsonProperty(value = "delivered", required = true)
            boolean delivered,

            @JsonProperty("deliveryFailure") Optional<Failure> deliveryFailure)
            implements RenderOutcome {}

    /**
     * This render produces no film.
     *
     * @param atBackend whether the backend itself reported the failure, so that the render may be retried once
     */
    record Failed(
            @JsonProperty("why") Failure why,

            @JsonProperty(value = "atBackend", required = true)
            boolean atBackend) implements RenderOutcome {}

    record Cancelled() implements RenderOutcome {}

    /** The render may be running at the backend, or may have run. */
    record Unknown(@JsonProperty("why") Failure why) implements RenderOutcome {
        /** An outcome of a kind that this version does not know is read as this one. */
        public Unknown {
            why = Objects.requireNonNullElseGet(
                    why,
                    () -> new Failure(
                            FailureType.OUTCOME_UNKNOWN,
                            "This version of Longtake does not know how the render ended. Update Longtake, then run"
                                    + " `longtake reconcile`."));
        }
    }
}
