package io.longtake.activities.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.activities.nemo.answer.Numbers;
import io.longtake.workflows.timeline.TimelineDetail;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads details other than names and times from a draft's metadata. The contract leaves metadata to the backend, so only short
 * plain words under self-explanatory names are read, and numbers only where the name determines the unit. Everything else is
 * ignored.
 */
final class DetailReader {
    /** Shots after this number have no details, so that a snapshot stays small. */
    private static final int MAX_SHOTS = 200;

    private static final int MAX_SUBJECTS = 20;
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}#%(][\\p{L}\\p{N} .,:%#+()_-]{0,39}");

    private final JsonNode draft;
    private final List<TimelineDetail> details = new ArrayList<>();

    private DetailReader(JsonNode draft) {
        this.draft = draft;
    }

    /** @param canvas the state's canvas, for drafts that do not contain a size */
    static List<TimelineDetail> details(JsonNode draft, JsonNode canvas) {
        DetailReader reader = new DetailReader(draft);
        reader.film(canvas);
        reader.shots(segments(draft, 0));
        reader.sounds(segments(draft, 1));
        segments(draft, 7).forEach(reader::title);
        return List.copyOf(reader.details);
    }

    private void film(JsonNode canvas) {
        JsonNode meta = draft.path("m");
        add("", "ratio", ratio(meta).or(() -> ratio(canvas)));
        add("", "fade in", millis(meta, "fadeIn"));
        add("", "fade out", millis(meta, "fadeOut"));
    }

    private void shots(List<JsonNode> shots) {
        List<JsonNode> told = shots.stream().limit(MAX_SHOTS).toList();
        each(told, "motion", shot -> word(shot, "motion", "move", "camera", "animation"));
        each(told, "look", shot -> word(shot, "look", "filter", "effect"));
        each(told, "fit", shot -> word(shot, "fit").filter(fit -> !fit.equals("cover")));
        each(told, "speed", shot -> speed(shot.path("m").path("speed")));
        each(told, "trim", shot -> millis(shot.path("m"), "from").map(from -> "from " + from));
        transitions(told);
        timesOnScreen(told);
    }

    /** A transition leads into its shot. The first shot has none, and takes the value of the second one. */
    private void transitions(List<JsonNode> shots) {
        List<String> kinds = new ArrayList<>(
                shots.stream().map(shot -> transition(shot).orElse("")).toList());
        if (kinds.size() > 1) {
            kinds.set(0, kinds.get(1));
            add("", "transitions", kinds);
        }
    }

    private static Optional<String> transition(JsonNode shot) {
        String length =
                millis(shot.path("m"), "transitionLength").map(it -> " " + it).orElse("");
        return word(shot, "transition").map(kind -> kind + length);
    }

    /** The time from one shot's start to the next one's, only if the draft contains the starts. */
    private void timesOnScreen(List<JsonNode> shots) {
        List<OptionalLong> starts = shots.stream()
                .map(shot -> Numbers.integer(shot.path("m").path("start")))
                .toList();
        if (shots.size() < 2 || !starts.stream().allMatch(OptionalLong::isPresent)) {
            return;
        }
        add(
                "",
                "time on screen",
                IntStream.range(0, shots.size())
                        .mapToObj(i -> {
                            long start = starts.get(i).orElse(0);
                            long length = i + 1 < shots.size()
                                    ? starts.get(i + 1).orElse(0) - start
                                    : Numbers.integer(shots.get(i).path("d")).orElse(0);
                            return seconds(length);
                        })
                        .toList());
    }

    private void sounds(List<JsonNode> sounds) {
        List<JsonNode> music =
                sounds.stream().filter(sound -> !isOfAClip(sound)).toList();
        if (music.size() != 1) {
            return;
        }
        JsonNode meta = music.get(0).path("m");
        add("the music", "tempo", Numbers.exact(meta.path("bpm")).map(tempo -> tempo.intValue() + " BPM"));
        add("the music", "fade in", millis(meta, "fadeIn"));
        add("the music", "fade out", millis(meta, "fadeOut"));
    }

    private static boolean isOfAClip(JsonNode sound) {
        return sound.path("m").path("kind").asText("").equals("clip");
    }

    private void title(JsonNode title) {
        if (details.stream().filter(it -> it.aspect().equals("place")).count() >= MAX_SUBJECTS) {
            return;
        }
        String subject = "“" + DraftReader.title(title) + "”";
        JsonNode meta = title.path("m");
        add(subject, "place", word(title, "place", "position"));
        add(subject, "colour", word(title, "color", "colour"));
        add(subject, "size", Numbers.exact(meta.path("size")).map(DetailReader::plain));
        add(subject, "fade", millis(meta, "fade"));
    }

    private void each(List<JsonNode> shots, String aspect, Function<JsonNode, Optional<String>> read) {
        add("", aspect, shots.stream().map(shot -> read.apply(shot).orElse("")).toList());
    }

    private void add(String subject, String aspect, Optional<String> value) {
        value.ifPresent(it -> details.add(new TimelineDetail(subject, aspect, List.of(it))));
    }

    /** Adds nothing if no shot has a value, and a single value if all are equal. */
    private void add(String subject, String aspect, List<String> values) {
        if (values.stream().allMatch(String::isEmpty)) {
            return;
        }
        boolean same = Collections.frequency(values, values.get(0)) == values.size();
        details.add(new TimelineDetail(subject, aspect, same ? values.subList(0, 1) : values));
    }

    private static List<JsonNode> segments(JsonNode draft, int type) {
        List<JsonNode> segments = new ArrayList<>();
        for (JsonNode track : draft.path("t")) {
            if (track.path("tt").asInt(-1) == type) {
                track.path("sg").forEach(segments::add);
            }
        }
        return segments;
    }

    /** The plain words under the first of these names, in the metadata or in the segment; for an object, its type or name. */
    private static Optional<String> word(JsonNode segment, String... names) {
        for (String name : names) {
            for (JsonNode holder : List.of(segment.path("m"), segment)) {
                JsonNode found = holder.path(name);
                for (JsonNode place : List.of(found, found.path("type"), found.path("name"))) {
                    String text = place.isTextual() ? place.asText().strip() : "";
                    if (PLAIN.matcher(text).matches() && !text.equalsIgnoreCase("none")) {
                        return Optional.of(text.replace('_', ' '));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ratio(JsonNode holder) {
        long width = Numbers.integer(holder.path("width")).orElse(0);
        long height = Numbers.integer(holder.path("height")).orElse(0);
        if (width <= 0 || height <= 0) {
            return word(holder, "ratio");
        }
        long common = BigInteger.valueOf(width).gcd(BigInteger.valueOf(height)).longValue();
        return Optional.of(width / common <= 32 ? width / common + ":" + height / common : width + "x" + height);
    }

    private static Optional<String> speed(JsonNode speed) {
        return Numbers.exact(speed)
                .filter(it -> it.signum() > 0 && it.compareTo(BigDecimal.ONE) != 0)
                .map(it -> plain(it) + "x");
    }

    /** A length in ms, as in the contract's drafts; empty if it is 0 or missing. */
    private static Optional<String> millis(JsonNode meta, String name) {
        return Optional.of(Numbers.integer(meta.path(name)).orElse(0))
                .filter(millis -> millis > 0)
                .map(DetailReader::seconds);
    }

    private static String seconds(long millis) {
        return plain(BigDecimal.valueOf(millis, 3)) + " s";
    }

    private static String plain(BigDecimal value) {
        return value.setScale(1, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }
}
