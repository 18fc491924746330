package io.longtake.workflows.media;

/** Sizes of files for the user, in decimal units. */
public final class FileSize {
    private FileSize() {}

    /** Returns a size such as {@code 812 B}, {@code 34.5 KB} or {@code 16.2 MB}. Computed with integers, the same on every JDK. */
    public static String text(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        // 999_950 bytes would be rounded to 1000.0 KB.
        return bytes < 999_950 ? tenths(bytes, 1_000) + " KB" : tenths(bytes, 1_000_000) + " MB";
    }

    private static String tenths(long bytes, long unit) {
        long tenths = (bytes + unit / 20) / (unit / 10);
        return tenths / 10 + "." + tenths % 10;
    }
}
