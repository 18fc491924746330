package io.longtake.cli.prune;

import io.longtake.cli.setting.Setting;
import io.longtake.cli.setting.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * How many of the files that are no longer needed are kept.
 *
 * @param olderThan older files are removed
 * @param keepBelow limit in bytes for the media store and the studio's films and uploads together; above it, the oldest
 *     files are removed
 */
public record Retention(Optional<Duration> olderThan, Optional<Long> keepBelow) {
    public static Retention olderThan(Duration age) {
        return new Retention(Optional.of(age), Optional.empty());
    }

    public static Retention keepBelow(long bytes) {
        return new Retention(Optional.empty(), Optional.of(bytes));
    }

    /** Returns the retention from the settings; both limits are off by default. */
    public static Retention of(Settings settings) {
        return new Retention(
                settings.optionalDuration(Setting.RETENTION_OLDER_THAN),
                settings.optionalSize(Setting.RETENTION_KEEP_BELOW));
    }

    /** Whether everything is kept. */
    public boolean isOff() {
        return olderThan.isEmpty() && keepBelow.isEmpty();
    }
}
