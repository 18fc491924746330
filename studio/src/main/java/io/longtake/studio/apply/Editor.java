package io.longtake.studio.apply;

import io.longtake.studio.reply.Asked;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Timeline;
import java.util.List;
import java.util.Optional;

/**
 * Interprets one message and applies it. A pure function: no clock, no randomness other than the seed, no files other than media
 * read.
 */
public interface Editor {
    /**
     * Applies one message.
     *
     * @param before the project's timeline; empty before the first edit
     * @param media everything uploaded so far, in upload order
     * @param message the user's text, English or Chinese
     * @param seed the project's; the same arguments give the same timeline
     */
    EditResult edit(Optional<Timeline> before, List<MediaItem> media, String message, long seed);

    /**
     * The result of one message.
     *
     * @param after the new timeline; equal to {@code before} when nothing was understood or nothing had to change
     * @param reply what was done, and what was not understood with the nearest possible alternative, in the language of the
     *     message
     * @param showsByItself whether the timeline alone shows the complete result: something changed, and nothing was left undone
     * @param asked what has to be answered first; then nothing was changed, and the next message may be the answer
     */
    record EditResult(Optional<Timeline> after, String reply, boolean showsByItself, Optional<Asked> asked) {
        /** A result that is described only by its reply. */
        static EditResult inWords(Optional<Timeline> after, String reply) {
            return new EditResult(after, reply, false, Optional.empty());
        }
    }
}
