package io.longtake.cli.session;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Names that a mistyped name may stand for. */
public final class NearNames {
    private static final int MOST = 3;

    private NearNames() {}

    /** A question that follows a sentence, such as {@code Did you mean holiday or holidays?}; empty if no name is near. */
    public static String question(String typed, Collection<String> names) {
        var near = of(typed, names);
        return near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?";
    }

    /**
     * At most three names, the nearest first: those that begin with what was typed, or that differ from it in one character per
     * three typed.
     */
    static List<String> of(String typed, Collection<String> names) {
        var wanted = typed.toLowerCase(Locale.ROOT);
        int most = Math.max(1, wanted.length() / 3);
        return names.stream()
                .filter(name -> distance(wanted, name, most) <= most)
                .sorted(Comparator.<String>comparingInt(name -> distance(wanted, name, most))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .collect(Collectors.toList());
    }

    private static int distance(String wanted, String name, int most) {
        var other = name.toLowerCase(Locale.ROOT);
        if (wanted.length() >= 2 && other.startsWith(wanted)) {
            return 0;
        }
        return Math.abs(wanted.length() - other.length()) > most ? most + 1 : edits(wanted, other);
    }

    /** The number of inserted, removed and replaced characters between two texts, where two swapped neighbours count once. */
    private static int edits(String one, String other) {
        var rows = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : least(rows, one, other, i, j);
            }
        }
        return rows[one.length()][other.length()];
    }

    private static int least(int[][] rows, String one, String other, int i, int j) {
        int replaced = rows[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return IntStream.of(
                        replaced,
                        rows[i - 1][j] + 1,
                        rows[i][j - 1] + 1,
                        swapped ? rows[i - 2][j - 2] + 1 : Integer.MAX_VALUE)
                .min()
                .orElseThrow();
    }
}
