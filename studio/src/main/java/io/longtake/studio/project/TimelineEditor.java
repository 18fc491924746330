package io.longtake.studio.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.studio.apply.Editor;
import io.longtake.studio.draft.DraftCodec;
import io.longtake.studio.draft.DraftException;
import io.longtake.studio.film.Film;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Timeline;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The studio's own editor; its stored state is the timeline with its undo history. */
public final class TimelineEditor implements ProjectEditor {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Editor editor;

    public TimelineEditor(Editor editor) {
        this.editor = editor;
    }

    @Override
    public Cut apply(Optional<String> kept, List<MediaItem> media, String message, long seed) {
        Optional<Timeline> before = kept.map(TimelineEditor::read);
        Editor.EditResult result = editor.edit(before, media, message, seed);
        Optional<JsonNode> draft = result.after().map(timeline -> DraftCodec.draft(timeline, media, seed));
        return new Cut(
                result.after().map(TimelineEditor::write),
                draft,
                result.reply(),
                result.showsByItself() && !draft.equals(before.map(it -> DraftCodec.draft(it, media, seed))),
                result.asked().map(asked -> MAPPER.<JsonNode>valueToTree(asked)),
                result.understood(),
                result.refused());
    }

    @Override
    public String summary(JsonNode draft) {
        return DraftCodec.summary(draft);
    }

    @Override
    public JsonNode canvas(String kept) {
        return DraftCodec.canvas(read(kept));
    }

    @Override
    public Film film(JsonNode draft, List<MediaItem> media, long seed) {
        try {
            return DraftCodec.film(draft, id -> media.stream()
                    .filter(item -> item.id().equals(id))
                    .map(MediaItem::file)
                    .findFirst());
        } catch (DraftException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Timeline read(String kept) {
        try {
            return MAPPER.readValue(kept, Timeline.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the stored timeline can't be read", e);
        }
    }

    private static String write(Timeline timeline) {
        try {
            return MAPPER.writeValueAsString(timeline);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
