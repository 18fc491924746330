package io.longtake.workflows.contract;

import io.longtake.workflows.chat.Expectation;
import java.util.List;

/** What fakes take a message's expectations for: every message is a wish, and only one with the word "music" is one for sound. */
public final class Expected {
    private Expected() {}

    public static List<Expectation> of(String message) {
        return message.contains("music")
                ? List.of(Expectation.CHANGE, Expectation.SOUND_OR_TEXT)
                : List.of(Expectation.CHANGE);
    }
}
