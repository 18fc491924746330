package io.longtake.workflows.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The differences between two readings, as a sentence. */
public final class TimelineChange {
    private TimelineChange() {}

    /** For example {@code Video: mountains (0:00-2:00, 14 shots); title added: “Urban Dreams” (0:00-0:03).} */
    public static String describe(Optional<TimelineSnapshot> before, TimelineSnapshot after) {
        List<TimelineTrack> old = before.map(TimelineSnapshot::tracks).orElse(List.of());
        List<String> parts = new ArrayList<>();
        long oldLength = before.map(TimelineSnapshot::durationMs).orElse(0L);
        if (oldLength != after.durationMs()) {
            parts.add(
                    oldLength == 0
                            ? "length " + clock(after.durationMs())
                            : "length " + clock(oldLength) + " → " + clock(after.durationMs()));
        }
        describePictures(old, after.tracks()).ifPresent(parts::add);
        describeSegments("music", TrackType.AUDIO, old, after.tracks(), parts);
        describeSegments("title", TrackType.TEXT, old, after.tracks(), parts);
        parts.addAll(DetailChange.between(before.map(TimelineSnapshot::details).orElse(List.of()), after.details()));
        if (parts.isEmpty()) {
            parts.add("details of the timeline changed");
        }
        String text = String.join("; ", parts);
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    }

    private static Optional<String> describePictures(List<TimelineTrack> before, List<TimelineTrack> after) {
        List<TimelineSegment> old = segments(TrackType.VIDEO, before);
        List<TimelineSegment> now = segments(TrackType.VIDEO, after);
        if (old.equals(now)) {
            return Optional.empty();
        }
        if (now.isEmpty()) {
            return Optional.of("all shots removed");
        }
        List<String> names = now.stream().map(TimelineSegment::label).distinct().toList();
        int count = after.stream()
                .filter(t -> t.type() == TrackType.VIDEO)
                .mapToInt(TimelineTrack::segmentCount)
                .sum();
        String which = names.size() <= 3
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 3)) + " and " + (names.size() - 3) + " more";
        return Optional.of("video: " + which + " (" + count + (count == 1 ? " shot)" : " shots)"));
    }

    private static void describeSegments(
            String what, TrackType type, List<TimelineTrack> before, List<TimelineTrack> after, List<String> parts) {
        List<TimelineSegment> old = segments(type, before);
        List<TimelineSegment> now = segments(type, after);
        for (TimelineSegment segment : now) {
            Optional<TimelineSegment> counterpart =
                    old.stream().filter(s -> s.label().equals(segment.label())).findFirst();
            if (counterpart.isEmpty()) {
                parts.add(what + " added: " + words(type, segment));
            } else if (!counterpart.get().equals(segment)) {
                parts.add(what + " changed: " + words(type, segment));
            }
        }
        old.stream()
                .filter(s -> now.stream().noneMatch(n -> n.label().equals(s.label())))
                .forEach(s -> parts.add(what + " removed: " + words(type, s)));
    }

    private static String words(TrackType type, TimelineSegment segment) {
        String name = type == TrackType.TEXT ? "“" + segment.label() + "”" : segment.label();
        return name + " (" + clock(segment.startMs()) + "-" + clock(segment.endMs())
                + segment.volumePercent().map(v -> ", " + v + "%").orElse("") + ")";
    }

    private static List<TimelineSegment> segments(TrackType type, List<TimelineTrack> tracks) {
        return tracks.stream()
                .filter(t -> t.type() == type)
                .flatMap(t -> t.segments().stream())
                .toList();
    }

    /** {@code 1:05}, or {@code 0:02.5} if there are tenths of a second. */
    static String clock(long ms) {
        long tenths = Math.round(ms / 100.0);
        String base = tenths / 600 + ":" + String.format(Locale.ROOT, "%02d", tenths / 10 % 60);
        return tenths % 10 == 0 ? base : base + "." + tenths % 10;
    }
}
