package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the backend answered when asked for a render. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = RenderSighting.Unclear.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = RenderSighting.Running.class, name = "running"),
    @JsonSubTypes.Type(value = RenderSighting.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = RenderSighting.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = RenderSighting.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = RenderSighting.Unheard.class, name = "unheard")
})
public sealed interface RenderSighting {
    record Running(@JsonProperty("progress") RenderProgress progress) implements RenderSighting {}

    /** The film can be fetched. Its link opens the film to whoever has it, so it stays out of histories. */
    record Completed() implements RenderSighting {}

    record Failed(@JsonProperty("reason") String reason) implements RenderSighting {}

    record Cancelled() implements RenderSighting {}

    /** The backend does not know the id. */
    record Unheard() implements RenderSighting {}

    /** Something that this version does not know; no answer to build on. */
    record Unclear() implements RenderSighting {}

    /** The backend knows the render, and says what of it. */
    default boolean isClear() {
        return !(this instanceof Unheard) && !(this instanceof Unclear);
    }
}
