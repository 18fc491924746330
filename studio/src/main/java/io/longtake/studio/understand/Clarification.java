package io.longtake.studio.understand;

import io.longtake.studio.timeline.Choice;
import java.time.Duration;
import java.util.List;

/** A question that has to be answered before anything is changed. */
public sealed interface Clarification {
    /** The question of a clause, its choices as requests with the whole {@code message}. */
    default Clarification within(String message) {
        return this;
    }

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

        @Override
        public Clarification within(String message) {
            return new WhichClip(
                    words,
                    choices.stream()
                            .map(it -> new Choice(it.label(), message.replace(words, it.request())))
                            .toList());
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
