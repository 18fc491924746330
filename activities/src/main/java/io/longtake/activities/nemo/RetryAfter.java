package io.longtake.activities.nemo;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header: seconds or a date (RFC 9110, 10.2.3). */
final class RetryAfter {
    /** No limit of the contract runs longer; more is a mistake, or a wrong clock. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RetryAfter() {}

    /** Empty where there is no header, or none that can be read. */
    static Optional<Duration> read(@Nullable String header, Clock clock) {
        if (header == null) {
            return Optional.empty();
        }
        String text = header.strip();
        if (text.matches("\\d{1,9}")) {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(text))));
        }
        try {
            ZonedDateTime when = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(bounded(Duration.between(clock.instant(), when.toInstant())));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** For people: how long, and until when where that is worth saying. */
    static String words(Duration pause, Instant now) {
        if (pause.compareTo(Duration.ofMinutes(1)) < 0) {
            return Math.max(1, pause.toSeconds()) + " s";
        }
        Duration rounded = Duration.ofMinutes(pause.plusSeconds(59).toMinutes());
        String hours = rounded.toHours() > 0 ? rounded.toHours() + " h" : "";
        String minutes = rounded.toMinutesPart() > 0 ? rounded.toMinutesPart() + " min" : "";
        String until = MINUTE.format(now.plus(pause).plusSeconds(59));
        return (hours + " " + minutes).strip() + ", until " + until;
    }

    private static Duration bounded(Duration wish) {
        if (wish.isNegative()) {
            return Duration.ZERO;
        }
        return wish.compareTo(LONGEST) > 0 ? LONGEST : wish;
    }
}
