package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.longtake.workflows.media.FileNames;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.render.Delivery;
import java.util.Optional;

/** What a person can ask of a session. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = TurnSpec.Unrecognized.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = TurnSpec.AddMedia.class, name = "media"),
    @JsonSubTypes.Type(value = TurnSpec.Edit.class, name = "edit"),
    @JsonSubTypes.Type(value = TurnSpec.Export.class, name = "export")
})
public sealed interface TurnSpec {
    /**
     * Files for the backend.
     *
     * @param files a list of {@code MediaRef}
     * @param named the same for people
     * @param addDuplicates also those whose content the session holds when the turn begins; otherwise they are left out
     */
    record AddMedia(
            @JsonProperty("files") MediaListing files,
            @JsonProperty("named") FileNames named,

            @JsonProperty(value = "addDuplicates", required = true)
            boolean addDuplicates)
            implements TurnSpec {}

    /**
     * One message.
     *
     * @param film where the finished video goes, when the person asked for it in the same breath: it is exported as soon as
     *     the backend takes it for finished
     * @param replayOf the turn that made this edit first, where a rebuild makes it again; see {@link EditHistory}
     */
    record Edit(
            @JsonProperty("prompt") String prompt,
            @JsonProperty("film") Optional<Delivery> film,
            @JsonProperty("replayOf") Optional<Integer> replayOf)
            implements TurnSpec {
        public Edit(String prompt) {
            this(prompt, Optional.empty());
        }

        public Edit(String prompt, Optional<Delivery> film) {
            this(prompt, film, Optional.empty());
        }

        Edit replaying(int number) {
            return new Edit(prompt, film, Optional.of(number));
        }

        Edit asFirst() {
            return new Edit(prompt, film);
        }
    }

    record Export(@JsonProperty("delivery") Optional<Delivery> delivery) implements TurnSpec {}

    /** A wish of a version that knows more than this one; it fails without an effect. */
    record Unrecognized() implements TurnSpec {}

    /** How many files it brings. */
    default int fileCount() {
        return this instanceof AddMedia media ? media.files().count() : 0;
    }

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
        if (this instanceof Unrecognized) {
            return "unknown";
        }
        return this instanceof Edit ? "edit" : "export";
    }
}
