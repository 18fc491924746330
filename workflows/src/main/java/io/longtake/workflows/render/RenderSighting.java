package io.longtake.workflows.render;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the backend answered when asked for a render. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RenderSighting.Running.class, name = "running"),
    @JsonSubTypes.Type(value = RenderSighting.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = RenderSighting.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = RenderSighting.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = RenderSighting.Unheard.class, name = "unheard")
})
public sealed interface RenderSighting {
    record Running(RenderProgress progress) implements RenderSighting {}

    /**
     * The film can be fetched.
     *
     * @param outputUrl empty: the link opens the film to whoever has it, so it stays out of histories. Older versions wrote
     *     it here
     */
    record Completed(String outputUrl) implements RenderSighting {}

    record Failed(String reason) implements RenderSighting {}

    record Cancelled() implements RenderSighting {}

    /** The backend does not know the id. */
    record Unheard() implements RenderSighting {}
}
