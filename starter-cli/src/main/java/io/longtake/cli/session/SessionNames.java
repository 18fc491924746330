package io.longtake.cli.session;

import io.longtake.cli.outcome.CommandFailure;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Validates and generates session names. */
public final class SessionNames {
    /** The regular expression of a name. */
    public static final String FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";

    private static final Pattern PATTERN = Pattern.compile(FORM);
    private static final String LETTERS = "bcdfghjkmnpqrstvwxz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private SessionNames() {}

    /** @throws CommandFailure exit 2, if the name is invalid */
    public static String checked(String name) {
        if (!PATTERN.matcher(name).matches()) {
            throw CommandFailure.usage("'" + name + "' is not a valid session name. Use up to 63 letters, digits, dots,"
                    + " dashes and underscores, starting with a letter or digit.");
        }
        return name;
    }

    /** Returns a new name derived from a file name, such as {@code mountains-7f3k}. */
    public static String after(String file) {
        var plain = Normalizer.normalize(
                        Path.of(file.replaceAll("[?#].*", "")).getFileName() + "", Normalizer.Form.NFKD)
                .replaceAll("\\.[A-Za-z0-9]{1,5}$", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        var stem = plain.isEmpty() ? "take" : plain.substring(0, Math.min(30, plain.length()));
        return stem + "-" + suffix();
    }

    private static String suffix() {
        var text = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
