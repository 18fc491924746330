package io.longtake.studio.project;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.studio.film.Film;
import io.longtake.studio.timeline.MediaItem;
import java.util.List;
import java.util.Optional;

/** Turns messages into timelines, and timelines into drafts and films. Pure except for reading media. */
public interface ProjectEditor {
    /**
     * Applies one message.
     *
     * @param kept the state that the last cut returned; empty in a new project
     */
    Cut apply(Optional<String> kept, List<MediaItem> media, String message, long seed);

    /** The timeline in one line, for the user; empty when there is none. */
    String summary(JsonNode draft);

    /** The contract's {@code canvas_config}: width, height, ratio, frames per second. */
    JsonNode canvas(String kept);

    /**
     * The film that a draft describes.
     *
     * @param draft from a client: it may be older than the project, and need not come from this studio
     * @throws IllegalArgumentException when it cannot be rendered; the message gives the reason
     */
    Film film(JsonNode draft, List<MediaItem> media, long seed);

    /**
     * @param kept the state to pass with the next message
     * @param draft the timeline in the contract's form
     * @param reply to the user
     * @param showsByItself whether the draft alone shows what was done, so that the reply could be omitted
     * @param asked what has to be answered first, as {@code {"question":…,"choices":[{"label":…,"request":…}],"confirms":…}}; then nothing was
     *     changed, and the message costs nothing
     * @param understood whether a request or a question was recognized in the message, even one that can't be carried out
     * @param refused a sentence for each part of the message that was not carried out
     */
    record Cut(
            Optional<String> kept,
            Optional<JsonNode> draft,
            String reply,
            boolean showsByItself,
            Optional<JsonNode> asked,
            boolean understood,
            List<String> refused) {
        public Cut {
            refused = List.copyOf(refused);
        }
    }
}
