package io.longtake.cli.request;

import io.longtake.cli.outcome.CommandFailure;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Validates prompts before anything is started. */
public final class Prompts {
    private static final Set<String> RATIOS = Set.of("16:9", "9:16", "1:1", "4:5");
    /** In characters: far more than any prompt needs, far less than a workflow history should store. */
    static final int LIMIT = 8_000;

    private Prompts() {}

    public static String checked(String prompt) {
        return checked(prompt, null);
    }

    /** Returns the prompt with the aspect ratio appended as text, because the backend accepts instructions only as text. */
    public static String checked(String prompt, @Nullable String ratio) {
        if (prompt.isBlank()) {
            throw CommandFailure.usage("The prompt is empty. Describe the film, for example:"
                    + " --prompt \"a one-minute video with slow motion and calm music\".");
        }
        if (prompt.indexOf('\uFFFD') >= 0) {
            throw CommandFailure.usage("The prompt is not valid UTF-8 text (read as: " + prompt.strip()
                    + "). Use a UTF-8 locale, for example LC_ALL=C.UTF-8.");
        }
        if (prompt.length() > LIMIT) {
            throw CommandFailure.usage(
                    "The prompt has " + prompt.length() + " characters; the limit is " + LIMIT + ".");
        }
        if (ratio == null) {
            return prompt.strip();
        }
        if (!RATIOS.contains(ratio)) {
            throw CommandFailure.usage("'" + ratio + "' is not a supported aspect ratio. Use 16:9, 9:16, 1:1 or 4:5.");
        }
        return prompt.strip() + " (aspect ratio " + ratio + ")";
    }
}
