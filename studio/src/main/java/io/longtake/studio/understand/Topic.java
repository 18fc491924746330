package io.longtake.studio.understand;

import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Timeline;
import java.util.List;
import java.util.Optional;

/** What a wish or the last edit is about: a bare "reduce by 20%" takes that much of it. */
enum Topic {
    LENGTH,
    MUSIC,
    OTHER;

    /** What the last edit was about, if it was about one thing. */
    static Topic of(Optional<Timeline> before) {
        if (before.isEmpty()) {
            return Topic.OTHER;
        }
        List<Arrangement> past = before.get().past();
        Arrangement now = before.get().now();
        Arrangement earlier = past.isEmpty() ? Arrangement.of(now.clips()) : past.get(past.size() - 1);
        if (earlier.equals(now)) {
            return Topic.OTHER;
        }
        if (earlier.withMusic(now.music()).equals(now)) {
            return Topic.MUSIC;
        }
        return earlier.withLength(now.length()).equals(now) ? Topic.LENGTH : Topic.OTHER;
    }

    static Topic of(Wish wish) {
        if (wish instanceof Wish.SetMusic || wish instanceof Wish.OwnMusic || wish instanceof Wish.ScaleVolume) {
            return Topic.MUSIC;
        }
        boolean length = wish instanceof Wish.SetLength
                || wish instanceof Wish.LengthOfMusic
                || wish instanceof Wish.ChangeLength
                || wish instanceof Wish.ScaleLength
                || wish instanceof Wish.Make;
        return length ? Topic.LENGTH : Topic.OTHER;
    }
}
