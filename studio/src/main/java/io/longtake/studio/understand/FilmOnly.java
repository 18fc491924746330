package io.longtake.studio.understand;

import java.util.ArrayList;
import java.util.List;

/** What films have once and clips have not: a look, a ratio, music. Titles can be over a clip. */
final class FilmOnly {
    private final String message;
    private final List<Wish> wishes;
    private final List<Remark> remarks;
    /** Carried out last: when a clip is seen depends on everything else. */
    private final List<Wish> titlesOver = new ArrayList<>();

    FilmOnly(String message, List<Wish> wishes, List<Remark> remarks) {
        this.message = message;
        this.wishes = wishes;
        this.remarks = remarks;
    }

    /** Of what films have once, nothing is changed for a clip; titles go from over it. */
    void forOneClip(Segment segment, int first, Wish.Target clip) {
        List<Wish> said = wishes.subList(first, wishes.size());
        said.replaceAll(
                wish -> wish instanceof Wish.RemoveTitle title && title.which().isEmpty()
                        ? new Wish.RemoveTitleOver(clip)
                        : wish);
        if (said.removeIf(FilmOnly::isOfFilms)) {
            remarks.add(new Remark.WholeFilmOnly(message.substring(
                            segment.token(0).start(),
                            segment.token(segment.size() - 1).end())
                    .strip()));
            segment.useAll();
        }
        said.forEach(wish -> over(wish, clip));
    }

    private static boolean isOfFilms(Wish wish) {
        return wish instanceof Wish.SetLook
                || wish instanceof Wish.SetRatio
                || wish instanceof Wish.SetTransition
                || wish instanceof Wish.OtherTransition
                || wish instanceof Wish.SetFades
                || wish instanceof Wish.NoMusic
                || wish instanceof Wish.SetMusic
                || wish instanceof Wish.ScaleVolume
                || wish instanceof Wish.FadeMusic
                || wish instanceof Wish.ChangeTempo;
    }

    /** 'Add "Day two" on the second photo'. */
    private void over(Wish wish, Wish.Target clip) {
        if (wish instanceof Wish.AddTitle title) {
            boolean stays =
                    title.style().when().isPresent() || title.style().stay().isPresent();
            titlesOver.add(new Wish.TitleOver(title.text(), clip, stays));
        }
    }

    List<Wish> titlesOver() {
        return titlesOver;
    }
}
