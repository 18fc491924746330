package io.longtake.activities.intent;

import io.longtake.files.digest.Sha256;
import java.util.regex.Pattern;

/** The name under which an intent log keeps the records of a sending. */
public final class IntentName {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    private IntentName() {}

    /** The id itself, or its hash if the id is not a safe file name. */
    public static String of(String id) {
        return PLAIN.matcher(id).matches() ? id : "sha256-" + Sha256.of(id);
    }
}
