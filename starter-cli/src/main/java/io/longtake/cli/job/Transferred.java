package io.longtake.cli.job;

import io.longtake.workflows.render.DownloadProgress;
import java.util.Locale;

/**
 * Formats the progress of a download: {@code 2.4 of 5.8 MB, 310 kB/s}. Units are decimal, as is usual for network and
 * disk sizes.
 */
final class Transferred {
    private static final long MB = 1_000_000;

    private Transferred() {}

    static String words(DownloadProgress progress) {
        var received = tenths(progress.receivedBytes());
        var far = progress.totalBytes() > 0
                ? received + " of " + tenths(progress.totalBytes()) + " MB"
                : received + " MB";
        return progress.bytesPerSecond() > 0 ? far + ", " + speed(progress.bytesPerSecond()) : far;
    }

    private static String speed(long bytesPerSecond) {
        return bytesPerSecond >= MB ? tenths(bytesPerSecond) + " MB/s" : (bytesPerSecond + 999) / 1000 + " kB/s";
    }

    private static String tenths(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / (double) MB);
    }
}
