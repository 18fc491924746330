package io.longtake.activities.timeline;

import io.longtake.workflows.timeline.TimelineSegment;
import io.longtake.workflows.timeline.TimelineTrack;
import io.longtake.workflows.timeline.TrackType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the contract's one-line form: {@code Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) …}.
 */
final class TimelineWords {
    private static final int MAX_NAMED = 6;

    private TimelineWords() {}

    static String summary(List<TimelineTrack> tracks) {
        StringBuilder words = new StringBuilder("Timeline (")
                .append(tracks.size())
                .append(tracks.size() == 1 ? " track):" : " tracks):");
        if (tracks.isEmpty()) {
            return words.append(" empty").toString();
        }
        for (int i = 0; i < tracks.size(); i++) {
            words.append(' ').append(i + 1).append(". ").append(track(tracks.get(i)));
        }
        return words.toString();
    }

    private static String track(TimelineTrack track) {
        List<String> stretches = new ArrayList<>();
        List<TimelineSegment> segments = track.segments();
        for (int i = 0; i < segments.size(); ) {
            int next = i + 1;
            while (next < segments.size() && continues(segments.get(i), segments.get(next), track.type())) {
                next++;
            }
            stretches.add(stretch(segments.get(i), segments.get(next - 1), track.type()));
            i = next;
        }
        int more = stretches.size() - MAX_NAMED;
        String named = String.join(", ", more > 0 ? stretches.subList(0, MAX_NAMED) : stretches);
        return word(track.type()) + ": " + named + (more > 0 ? " and " + more + " more" : "");
    }

    /** Consecutive shots of one image are shown as one stretch; two titles with the same text are shown as two. */
    private static boolean continues(TimelineSegment first, TimelineSegment next, TrackType type) {
        return type != TrackType.TEXT
                && first.label().equals(next.label())
                && first.volumePercent().equals(next.volumePercent());
    }

    private static String stretch(TimelineSegment first, TimelineSegment last, TrackType type) {
        String label = type == TrackType.TEXT ? "\"" + first.label() + "\"" : first.label();
        String volume = type == TrackType.AUDIO
                ? first.volumePercent().map(percent -> ", " + percent + "%").orElse("")
                : "";
        return label + " (" + seconds(first.startMs()) + "-" + seconds(last.endMs()) + "s" + volume + ")";
    }

    private static String word(TrackType type) {
        return switch (type) {
            case VIDEO -> "Video";
            case AUDIO -> "BGM";
            case TEXT -> "Title";
            case OTHER -> "Other";
        };
    }

    private static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
