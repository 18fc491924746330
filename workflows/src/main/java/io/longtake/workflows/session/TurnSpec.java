package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.longtake.workflows.media.FileNames;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.render.Delivery;
import java.util.Optional;

/** A request to a session. */
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
     * @param named the same files for display
     * @param addDuplicates whether to upload files whose content the session has when the turn starts; otherwise they
     *     are skipped
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
     * @param film destination of the film, if the user requested an export along with the edit: the timeline is
     *     exported as soon as the backend considers it finished
     * @param replayOf the turn that did this edit first, if a rebuild repeats it; see {@link EditHistory}
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

    /** A request from a newer version that this version does not know; it fails without any effect. */
    record Unrecognized() implements TurnSpec {}

    /** Number of files that it uploads. */
    default int fileCount() {
        return this instanceof AddMedia media ? media.files().count() : 0;
    }

    /** Length of the prompt, in characters. */
    default int characters() {
        return this instanceof Edit edit ? edit.prompt().length() : 0;
    }

    /** The value used in JSON and on the terminal. */
    default String kind() {
        // Java 17 has no pattern matching for switch.
        if (this instanceof AddMedia) {
            return "media";
        }
        if (this instanceof Unrecognized) {
            return "unknown";
        }
        return this instanceof Edit ? "edit" : "export";
    }
}
