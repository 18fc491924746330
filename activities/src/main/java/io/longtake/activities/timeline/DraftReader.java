package io.longtake.activities.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.activities.nemo.answer.Numbers;
import io.longtake.workflows.timeline.TimelineSegment;
import io.longtake.workflows.timeline.TimelineTrack;
import io.longtake.workflows.timeline.TrackType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Reads a draft: {@code t} tracks of type {@code tt} with segments {@code sg} of length {@code d} in ms and metadata {@code m}. The
 * backend decides what the metadata contains, so names are looked up in several places, and a segment without a start follows the
 * one before it.
 */
final class DraftReader {
    private static final int MAX_LABEL = 80;

    private DraftReader() {}

    /** All tracks that have a segment, with all their segments. */
    static List<TimelineTrack> tracks(JsonNode draft) {
        List<TimelineTrack> tracks = new ArrayList<>();
        for (JsonNode track : draft.path("t")) {
            List<TimelineSegment> segments = segments(track.path("sg"), type(track));
            if (!segments.isEmpty()) {
                tracks.add(new TimelineTrack(type(track), segments, segments.size()));
            }
        }
        return tracks;
    }

    /** The draft's own length, otherwise the end of its last segment, in ms. */
    static long durationMs(JsonNode draft, List<TimelineTrack> tracks) {
        long latest = tracks.stream()
                .flatMap(track -> track.segments().stream())
                .mapToLong(TimelineSegment::endMs)
                .max()
                .orElse(0);
        return Math.max(0, Numbers.integer(draft.path("d")).orElse(latest));
    }

    private static List<TimelineSegment> segments(JsonNode segments, TrackType type) {
        List<TimelineSegment> read = new ArrayList<>();
        long cursor = 0;
        for (JsonNode segment : segments) {
            long start = number(segment, "start", "st", "s").orElse(cursor);
            long length = number(segment, "d", "duration").orElse(0L);
            cursor = start + Math.max(0, length);
            read.add(new TimelineSegment(label(segment, type), start, cursor, volume(segment)));
        }
        return read;
    }

    private static TrackType type(JsonNode track) {
        return switch (track.path("tt").asInt(-1)) {
            case 0 -> TrackType.VIDEO;
            case 1 -> TrackType.AUDIO;
            case 7 -> TrackType.TEXT;
            default -> TrackType.OTHER;
        };
    }

    /** A title's text as the timeline shows it. */
    static String title(JsonNode segment) {
        return label(segment, TrackType.TEXT);
    }

    private static String label(JsonNode segment, TrackType type) {
        String[] places = type == TrackType.TEXT
                ? new String[] {"text", "content", "title", "name"}
                : new String[] {"name", "title", "description", "prompt", "filename", "text", "kind"};
        for (String place : places) {
            for (JsonNode holder : List.of(segment.path("m"), segment)) {
                String text = holder.path(place).asText("").strip();
                if (!text.isEmpty()) {
                    return text.length() <= MAX_LABEL ? text : text.substring(0, MAX_LABEL - 1) + "…";
                }
            }
        }
        return type == TrackType.VIDEO ? "clip" : type == TrackType.AUDIO ? "music" : "text";
    }

    private static Optional<Integer> volume(JsonNode segment) {
        JsonNode inside = segment.path("m").path("volume");
        JsonNode volume = Numbers.decimal(inside).isPresent() ? inside : segment.path("volume");
        OptionalDouble value = Numbers.decimal(volume);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        // A share of one, as editors store it, or a percentage.
        boolean share = value.getAsDouble() <= 2 && !volume.asText().contains("%");
        return Optional.of((int) Math.round(share ? value.getAsDouble() * 100 : value.getAsDouble()));
    }

    private static Optional<Long> number(JsonNode segment, String... names) {
        for (String name : names) {
            for (JsonNode holder : List.of(segment, segment.path("m"))) {
                OptionalLong value = Numbers.integer(holder.path(name));
                if (value.isPresent()) {
                    return Optional.of(value.getAsLong());
                }
            }
        }
        return Optional.empty();
    }
}
