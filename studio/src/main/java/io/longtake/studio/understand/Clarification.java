package io.longtake.studio.understand;

import io.longtake.studio.timeline.Choice;
import java.time.Duration;
import java.util.List;

/** A question that has to be answered before anything is changed. */
public sealed interface Clarification {
    /**
     * "Pan right on it", and nothing tells which picture is meant.
     *
     * @param words the clause
     * @param choices one for each clip
     */
    record WhichClip(String words, List<Choice> choices) implements Clarification {
        public WhichClip {
            choices = List.copyOf(choices);
        }
    }

    /**
     * A shorter film would not show all of the clips that it shows now.
     *
     * @param length of the film that was asked for
     * @param lost the names of the clips that it would not show
     */
    record LosesClips(Duration length, List<String> lost) implements Clarification {
        public LosesClips {
            lost = List.copyOf(lost);
        }
    }

    /** More than half of the film would go, and no instruction is about its length. */
    record MuchShorter(Duration from, Duration to) implements Clarification {}
}
