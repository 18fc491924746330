package io.longtake.cli.setting;

import java.time.Duration;
import java.util.regex.Pattern;

/** Parses and formats durations: {@code 500ms}, {@code 30s}, {@code 15m}, {@code 1h30m}, {@code 2d}. */
public final class Durations {
    private static final Pattern WHOLE = Pattern.compile("(?:\\d{1,13}(?:ms|s|m|h|d))+");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|s|m|h|d)");

    /** A hundred years: instants that far away can still be computed. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Durations() {}

    /** @throws IllegalArgumentException naming the value, if it is not a duration or longer than 36,500 days */
    public static Duration parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a duration; use, for example, 30s, 15m, 1h30m or 2d");
        }
        var total = Duration.ZERO;
        var parts = PART.matcher(text);
        while (parts.find()) {
            long amount = Long.parseLong(parts.group(1));
            total = total.plus(
                    switch (parts.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        default -> Duration.ofDays(amount);
                    });
            if (total.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("'" + text + "' is more than the limit of 36500d");
            }
        }
        return total;
    }

    /** Formats a rounded duration for the user: {@code 8 s}, {@code 2 min 5 s}, {@code 1 h 3 min}. */
    public static String readable(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        return seconds / 3600 + " h" + (seconds % 3600 / 60 == 0 ? "" : " " + seconds % 3600 / 60 + " min");
    }
}
