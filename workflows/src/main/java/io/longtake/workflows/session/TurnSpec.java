package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.longtake.workflows.media.MediaRef;
import io.longtake.workflows.render.Delivery;
import java.util.List;
import java.util.Objects;
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

    /**
     * One message.
     *
     * @param film where the finished video goes, when the person asked for it in the same breath: it is exported as soon as
     *     the backend takes it for finished
     */
    record Edit(String prompt, Optional<Delivery> film) implements TurnSpec {
        public Edit {
            // Absent in what older versions wrote.
            film = Objects.requireNonNullElse(film, Optional.empty());
        }

        public Edit(String prompt) {
            this(prompt, Optional.empty());
        }
    }

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
