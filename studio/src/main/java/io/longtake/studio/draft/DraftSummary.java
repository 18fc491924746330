package io.longtake.studio.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The contract's one-line description of a draft. Lenient: unknown or missing parts are tolerated. */
final class DraftSummary {
    private static final int MAX_NAMED = 6;

    private DraftSummary() {}

    static String of(JsonNode draft) {
        List<String> tracks = new ArrayList<>();
        for (JsonNode track : draft.path("t")) {
            JsonNode segments = track.path("sg");
            if (segments.isEmpty()) {
                continue;
            }
            switch (track.path("tt").asInt(-1)) {
                case DraftCodec.VIDEO_TRACK -> tracks.add("Video: " + joined(shots(segments)));
                case DraftCodec.AUDIO_TRACK -> audio(segments, tracks);
                case DraftCodec.TEXT_TRACK ->
                    tracks.add((DraftCodec.isCaptions(track) ? "Captions: " : "Title: ") + joined(titles(segments)));
                default -> {}
            }
        }
        if (tracks.isEmpty()) {
            return "Timeline (0 tracks): empty";
        }
        StringBuilder text =
                new StringBuilder("Timeline (" + tracks.size() + (tracks.size() == 1 ? " track):" : " tracks):"));
        for (int i = 0; i < tracks.size(); i++) {
            text.append(' ').append(i + 1).append(". ").append(tracks.get(i));
        }
        return text.toString();
    }

    /** Consecutive shots of one clip are reported as one stretch; it ends where the next clip starts. */
    private static List<String> shots(JsonNode segments) {
        List<String> stretches = new ArrayList<>();
        int i = 0;
        while (i < segments.size()) {
            JsonNode first = segments.get(i).path("m");
            int next = i + 1;
            while (next < segments.size()
                    && segments.get(next).path("m").path("clip").equals(first.path("clip"))
                    && segments.get(next).path("m").path("media").equals(first.path("media"))) {
                next++;
            }
            long end = next < segments.size()
                    ? segments.get(next).path("m").path("start").asLong()
                    : end(segments.get(next - 1));
            stretches.add(first.path("name").asText("?") + " ("
                    + range(first.path("start").asLong(), end) + ")");
            i = next;
        }
        return stretches;
    }

    private static void audio(JsonNode segments, List<String> tracks) {
        List<String> music = new ArrayList<>();
        List<String> clips = new ArrayList<>();
        for (JsonNode segment : segments) {
            JsonNode meta = segment.path("m");
            long start = meta.path("start").asLong();
            String text = meta.path("name").asText("?") + " (" + range(start, end(segment)) + ", "
                    + Math.round(meta.path("volume").asDouble(1) * 100) + "%)";
            (meta.path("kind").asText().equals("clip") ? clips : music).add(text);
        }
        if (!music.isEmpty()) {
            tracks.add("BGM: " + joined(music));
        }
        if (!clips.isEmpty()) {
            tracks.add("Sound: " + joined(clips));
        }
    }

    private static List<String> titles(JsonNode segments) {
        List<String> titles = new ArrayList<>();
        for (JsonNode segment : segments) {
            JsonNode meta = segment.path("m");
            titles.add("\"" + meta.path("text").asText("") + "\" ("
                    + range(meta.path("start").asLong(), end(segment)) + ")");
        }
        return titles;
    }

    private static long end(JsonNode segment) {
        return segment.path("m").path("start").asLong() + segment.path("d").asLong();
    }

    private static String joined(List<String> parts) {
        if (parts.size() <= MAX_NAMED) {
            return String.join(", ", parts);
        }
        return String.join(", ", parts.subList(0, MAX_NAMED)) + " and " + (parts.size() - MAX_NAMED) + " more";
    }

    private static String range(long startMs, long endMs) {
        return seconds(startMs) + "-" + seconds(endMs) + "s";
    }

    private static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
