package io.longtake.network.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header: seconds or a date (RFC 9110, 10.2.3). */
public final class RetryAfter {
    /** A longer value is treated as an error or as the result of a wrong clock. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private RetryAfter() {}

    /** Between zero and seven days. Empty if the header is missing or can't be parsed. */
    public static Optional<Duration> read(@Nullable String header, Clock clock) {
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

    private static Duration bounded(Duration requestedPause) {
        if (requestedPause.isNegative()) {
            return Duration.ZERO;
        }
        return requestedPause.compareTo(LONGEST) > 0 ? LONGEST : requestedPause;
    }
}
