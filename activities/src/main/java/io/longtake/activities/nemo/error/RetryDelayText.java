package io.longtake.activities.nemo.error;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Describes a pause that a backend requests as text. */
final class RetryDelayText {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RetryDelayText() {}

    /** The length of the pause, and the time at which it ends where that is useful. */
    static String of(Duration pause, Instant now) {
        if (pause.compareTo(Duration.ofMinutes(1)) < 0) {
            return Math.max(1, pause.toSeconds()) + " s";
        }
        Duration rounded = Duration.ofMinutes(pause.plusSeconds(59).toMinutes());
        String hours = rounded.toHours() > 0 ? rounded.toHours() + " h" : "";
        String minutes = rounded.toMinutesPart() > 0 ? rounded.toMinutesPart() + " min" : "";
        String until = MINUTE.format(now.plus(pause).plusSeconds(59));
        return (hours + " " + minutes).strip() + ", until " + until;
    }
}
