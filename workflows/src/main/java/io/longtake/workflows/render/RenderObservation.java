package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The backend's answer to a query about a render. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = RenderObservation.Unclear.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = RenderObservation.Running.class, name = "running"),
    @JsonSubTypes.Type(value = RenderObservation.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = RenderObservation.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = RenderObservation.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = RenderObservation.Unheard.class, name = "unheard")
})
public sealed interface RenderObservation {
    record Running(@JsonProperty("progress") RenderProgress progress) implements RenderObservation {}

    /** The film can be downloaded. The link gives anyone access to the film, so it is not stored in histories. */
    record Completed() implements RenderObservation {}

    record Failed(@JsonProperty("reason") String reason) implements RenderObservation {}

    record Cancelled() implements RenderObservation {}

    /** The backend does not know the id. */
    record Unheard() implements RenderObservation {}

    /** An answer that this version does not know; no decision may be based on it. */
    record Unclear() implements RenderObservation {}

    /** The backend knows the render and reports its state. */
    default boolean isClear() {
        return !(this instanceof Unheard) && !(this instanceof Unclear);
    }
}
