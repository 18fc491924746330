package io.longtake.activities.nemo.error;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A pause that a backend asks for, in words. */
final class RetryDelayText {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RetryDelayText() {}

    /** How long, and until when where that is worth saying. */
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
