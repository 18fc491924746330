package io.longtake.studio.apply;

import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Timeline;
import java.util.List;
import java.util.Optional;

/** Understands one message and applies it. A pure function: no clock, no chance but the seed, no files but reading media. */
public interface Editor {
    /**
     * Applies one message.
     *
     * @param before the project's timeline; empty when nothing was ever edited
     * @param media everything uploaded so far, in upload order
     * @param message what the person wrote, English or Chinese
     * @param seed the project's; the same arguments give the same timeline
     */
    EditResult edit(Optional<Timeline> before, List<MediaItem> media, String message, long seed);

    /**
     * What became of one message.
     *
     * @param after the timeline from now on; equal to {@code before} when nothing was understood or nothing was to do
     * @param reply what was done, and what was not understood with the nearest thing that can be done, in the language
     *     of the message
     * @param showsByItself whether the timeline alone tells the whole of it: something changed, and nothing was left undone
     */
    record EditResult(Optional<Timeline> after, String reply, boolean showsByItself) {
        /** A result that only its words tell. */
        static EditResult inWords(Optional<Timeline> after, String reply) {
            return new EditResult(after, reply, false);
        }
    }
}
