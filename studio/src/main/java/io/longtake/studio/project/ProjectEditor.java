package io.longtake.studio.project;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.studio.film.Film;
import io.longtake.studio.timeline.MediaItem;
import java.util.List;
import java.util.Optional;

/** Where messages become timelines, and timelines become drafts and films. Pure but for reading media. */
public interface ProjectEditor {
    /**
     * Applies one message.
     *
     * @param kept what the last cut left to be kept; empty in a new project
     */
    Cut apply(Optional<String> kept, List<MediaItem> media, String message, long seed);

    /** The timeline in one line, for people; empty when there is none to speak of. */
    String summary(JsonNode draft);

    /** The contract's {@code canvas_config}: width, height, ratio, frames a second. */
    JsonNode canvas(String kept);

    /**
     * The film a draft describes.
     *
     * @param draft as a client sent it: it may be older than the project, and need not be one of ours
     * @throws IllegalArgumentException when it can't be rendered; says why
     */
    Film film(JsonNode draft, List<MediaItem> media, long seed);

    /**
     * @param kept handed back at the next message
     * @param draft the timeline in the contract's form
     * @param reply to the person
     * @param showsByItself whether the draft alone tells what was done, so that the reply could be left out
     */
    record Cut(Optional<String> kept, Optional<JsonNode> draft, String reply, boolean showsByItself) {}
}
