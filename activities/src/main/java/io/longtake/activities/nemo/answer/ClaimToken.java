package io.longtake.activities.nemo.answer;

import java.time.Duration;

/**
 * A token that opens the project in a browser until it expires. It grants no access to the API, but anyone who has it can see the
 * project.
 *
 * @param life the time until it expires
 */
public record ClaimToken(String value, Duration life) {
    @Override
    public String toString() {
        return "ClaimToken[life=" + life + "]";
    }
}
