package io.longtake.activities.nemo.answer;

import java.time.Duration;

/** Opens the project in a browser for as long as it lives. It has no rights at the API, but whoever has it sees the project. */
public record ClaimToken(String value, Duration life) {
    @Override
    public String toString() {
        return "ClaimToken[life=" + life + "]";
    }
}
