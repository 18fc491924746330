package io.longtake.cli.prune;

import io.longtake.cli.setting.Setting;
import io.longtake.cli.setting.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * How much of what nobody needs is kept all the same.
 *
 * @param olderThan what has been there for longer goes
 * @param keepBelow bytes that the media store and the studio's films and uploads may take together; beyond that the oldest goes
 */
public record Retention(Optional<Duration> olderThan, Optional<Long> keepBelow) {
    public static Retention olderThan(Duration age) {
        return new Retention(Optional.of(age), Optional.empty());
    }

    public static Retention keepBelow(long bytes) {
        return new Retention(Optional.empty(), Optional.of(bytes));
    }

    /** What the settings say; both are off by default. */
    public static Retention of(Settings settings) {
        return new Retention(
                settings.optionalDuration(Setting.RETENTION_OLDER_THAN),
                settings.optionalSize(Setting.RETENTION_KEEP_BELOW));
    }

    /** Whether it keeps everything for ever. */
    public boolean isOff() {
        return olderThan.isEmpty() && keepBelow.isEmpty();
    }
}
