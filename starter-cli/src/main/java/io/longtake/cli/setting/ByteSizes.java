package io.longtake.cli.setting;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Parses and formats sizes in decimal units, as is usual for disks: {@code 500MB}, {@code 1.5 GB}. */
public final class ByteSizes {
    private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s?([KMGT]?B)");

    /** One million terabytes: a size that fits into a {@code long}. */
    private static final BigDecimal LARGEST = BigDecimal.ONE.scaleByPowerOfTen(18);

    private ByteSizes() {}

    /**
     * @return bytes
     * @throws IllegalArgumentException naming the value, if it is not a size
     */
    public static long parse(String text) {
        var parts = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a size; use, for example, 500MB, 20GB or 1.5TB");
        }
        var bytes = new BigDecimal(parts.group(1)).scaleByPowerOfTen(3 * UNITS.indexOf(parts.group(2)));
        if (bytes.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException("'" + text + "' is more than the limit of 1000000TB");
        }
        return bytes.longValue();
    }

    /** Formats a size: {@code 0 B}, {@code 812 KB}, {@code 12.3 MB}. */
    public static String readable(long bytes) {
        int unit = 0;
        double left = bytes;
        while (left >= 999.5 && unit < UNITS.size() - 1) {
            left /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit < 2 ? "%.0f %s" : "%.1f %s", left, UNITS.get(unit));
    }
}
