package io.longtake.studio.apply;

import io.longtake.studio.direct.Director;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.understand.Clarification;
import io.longtake.studio.understand.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what a message would remove without asking for its removal. Looks at the films before and after, not at the instructions: an
 * instruction that was misunderstood does the same harm.
 */
final class Consequences {
    private Consequences() {}

    /** What has to be asked before {@code before} becomes {@code after}. */
    static Optional<Clarification> of(
            Arrangement before, Arrangement after, List<MediaItem> media, List<Wish> instructions) {
        if (instructions.stream().anyMatch(Consequences::steps)) {
            return Optional.empty();
        }
        Duration from = Director.length(before, media);
        Duration to = Director.length(after, media);
        List<String> lost = lost(before, after, media);
        boolean mayLose = instructions.stream().anyMatch(Wish.LeaveOut.class::isInstance);
        if (!lost.isEmpty() && !mayLose) {
            return Optional.of(new Clarification.LosesClips(to, lost));
        }
        boolean half = to.multipliedBy(2).compareTo(from) < 0;
        return half && !mayLose && instructions.stream().noneMatch(Consequences::isAboutLength)
                ? Optional.of(new Clarification.MuchShorter(from, to))
                : Optional.empty();
    }

    /** The clips that were shown, are still in the film, and would not be shown any more. */
    private static List<String> lost(Arrangement before, Arrangement after, List<MediaItem> media) {
        List<Clip> shown = new ArrayList<>(Director.shown(after, media));
        List<Clip> hidden = new ArrayList<>(after.clips());
        shown.forEach(hidden::remove);
        List<String> seen =
                Director.shown(before, media).stream().map(Clip::media).toList();
        return hidden.stream()
                .filter(clip -> seen.contains(clip.media()))
                .filter(clip -> shown.stream().noneMatch(other -> other.media().equals(clip.media())))
                .map(Clip::name)
                .toList();
    }

    /** Whether a request goes to an earlier or a later version of the film, or starts over. */
    static boolean steps(Wish wish) {
        return wish instanceof Wish.Undo
                || wish instanceof Wish.UndoAll
                || wish instanceof Wish.Redo
                || wish instanceof Wish.StartOver;
    }

    private static boolean isAboutLength(Wish wish) {
        return wish instanceof Wish.SetLength
                || wish instanceof Wish.ChangeLength
                || wish instanceof Wish.ScaleLength
                || wish instanceof Wish.LengthOfMusic
                || wish instanceof Wish.SetEachLength
                || wish instanceof Wish.SetClipLength
                || wish instanceof Wish.ChangeClipLength
                || wish instanceof Wish.ScaleClipLength
                || wish instanceof Wish.StagedMotion
                || wish instanceof Wish.SetPace
                || wish instanceof Wish.RemoveClips
                || wish instanceof Wish.KeepOnly
                || wish instanceof Wish.TrimClip
                || wish instanceof Wish.KeepHalf
                || wish instanceof Wish.SetClipSpeed;
    }
}
