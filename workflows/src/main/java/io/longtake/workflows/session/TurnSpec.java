package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.Delivery;
import java.util.List;
import java.util.Optional;

/** What a person can ask of a session. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TurnSpec.AddMedia.class, name = "media"),
    @JsonSubTypes.Type(value = TurnSpec.Edit.class, name = "edit"),
    @JsonSubTypes.Type(value = TurnSpec.Export.class, name = "export")
})
public sealed interface TurnSpec {
    record AddMedia(List<MediaRef> files) implements TurnSpec {
        public AddMedia {
            files = List.copyOf(files);
        }
    }

    record Edit(String prompt) implements TurnSpec {}

    record Export(Optional<Delivery> delivery) implements TurnSpec {}

    /** How long the prompt is, in characters. */
    default int characters() {
        return this instanceof Edit edit ? edit.prompt().length() : 0;
    }

    /** The word for it in JSON and on the terminal. */
    default String kind() {
        // Java 17 has no patterns in switch yet.
        if (this instanceof AddMedia) {
            return "media";
        }
        return this instanceof Edit ? "edit" : "export";
    }
}
