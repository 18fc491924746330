package io.longtake.studio.apply;

import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.understand.Scene;
import io.longtake.studio.understand.Wish.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the clips of the film went while a message is carried out. Positions in a message are those that the user sees: the ones before
 * the message, or those that an "undo" in it brings back.
 *
 * @param before the clips before the message
 * @param origins for each clip of the film as it is now its index in {@code before}; -1 for a clip that was added since
 */
record Places(List<Clip> before, List<Integer> origins) {
    private static final int ADDED = -1;

    Places {
        before = List.copyOf(before);
        origins = List.copyOf(origins);
    }

    static Places of(List<Clip> clips) {
        return new Places(clips, IntStream.range(0, clips.size()).boxed().toList());
    }

    /** The index before the message; empty where the film had no such clip. */
    Optional<Integer> origin(Ref ref) {
        return Scene.position(before, ref).map(at -> at - 1);
    }

    /** Where the clip with this index before the message is now; empty where it was removed. */
    Optional<Integer> now(int origin) {
        return Optional.of(origins.indexOf(origin)).filter(at -> at >= 0);
    }

    /** @param kept the indexes of the clips that remain, in their new order */
    Places after(List<Integer> kept) {
        return new Places(before, kept.stream().map(origins::get).toList());
    }

    /** @param count the number of clips with those that were added behind the others */
    Places grown(int count) {
        List<Integer> more = new ArrayList<>(origins);
        while (more.size() < count) {
            more.add(ADDED);
        }
        return new Places(before, more);
    }
}
