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
     * @param understood whether a request or a question was recognized in the message, even one that can't be carried out
     * @param refused a sentence for each part of the message that was not carried out
     */
    record EditResult(
            Optional<Timeline> after,
            String reply,
            boolean showsByItself,
            Optional<Asked> asked,
            boolean understood,
            List<String> refused) {
        public EditResult {
            refused = List.copyOf(refused);
        }

        /** A result of a message that was understood and refused in no part. */
        EditResult(Optional<Timeline> after, String reply, boolean showsByItself, Optional<Asked> asked) {
            this(after, reply, showsByItself, asked, true, List.of());
        }

        /** A result that is described only by its reply. */
        static EditResult inWords(Optional<Timeline> after, String reply) {
            return new EditResult(after, reply, false, Optional.empty());
        }

        /** A message that can't be carried out at all. */
        static EditResult refusal(Optional<Timeline> after, String reply) {
            return inWords(after, reply).reading(false, List.of(reply));
        }

        EditResult reading(boolean recognized, List<String> notDone) {
            return new EditResult(after, reply, showsByItself, asked, recognized, notDone);
        }

        /** The same result in other words. */
        EditResult saying(String words) {
            return new EditResult(after, words, false, asked, understood, refused);
        }
    }
}
