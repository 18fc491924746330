package io.longtake.cli.upload;

import io.longtake.cli.outcome.CommandFailure;
import java.util.List;

/**
 * A film needs something to see. Sound alone is refused before a session begins: what to show with a song is a choice that
 * only the person can make, and a black film with music would take as long to render as a good one.
 */
final class AudioOnlyCheck {
    private AudioOnlyCheck() {}

    /** @throws CommandFailure where {@code all} sources are sound */
    static void refuse(boolean all, List<String> sources) {
        if (all) {
            throw CommandFailure.usage(
                    (sources.size() == 1 ? sources.get(0) + " is" : "These " + sources.size() + " files are")
                            + " only sound; a film needs at least one photo or video. Nothing was sent."
                            + " For example: longtake make photo.jpg " + sources.get(0)
                            + " --output film.mp4");
        }
    }
}
