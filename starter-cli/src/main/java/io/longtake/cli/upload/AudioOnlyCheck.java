package io.longtake.cli.upload;

import io.longtake.cli.outcome.CommandFailure;
import java.util.List;

/**
 * Refuses input that consists only of audio, before a session starts. Only the user can decide what to show with a
 * song, and a black film with music would take as long to render as any other.
 */
final class AudioOnlyCheck {
    private AudioOnlyCheck() {}

    /** @throws CommandFailure if {@code all} sources are audio */
    static void refuse(boolean all, List<String> sources) {
        if (all) {
            throw CommandFailure.usage(
                    (sources.size() == 1 ? sources.get(0) + " contains" : "These " + sources.size() + " files contain")
                            + " only audio; a film needs at least one photo or video. Nothing was sent."
                            + " For example: longtake make photo.jpg " + sources.get(0)
                            + " --output film.mp4");
        }
    }
}
