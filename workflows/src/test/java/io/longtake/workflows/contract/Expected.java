package io.longtake.workflows.contract;

import io.longtake.workflows.chat.Expectation;
import java.util.List;

/**
 * The expectations that fakes derive from a message: every message expects a change, and only one with the word "music"
 * expects sound.
 */
public final class Expected {
    private Expected() {}

    public static List<Expectation> of(String message) {
        return message.contains("music")
                ? List.of(Expectation.CHANGE, Expectation.SOUND_OR_TEXT)
                : List.of(Expectation.CHANGE);
    }
}
