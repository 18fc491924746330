package io.longtake.studio.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.direct.Director.PlannedShot;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.music.Music;
import io.longtake.studio.saliency.Saliency;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Length;
import io.longtake.studio.timeline.Arrangement.MusicWish.Source;
import io.longtake.studio.timeline.Arrangement.TransitionWish;
import io.longtake.studio.timeline.Facts;
import io.longtake.studio.timeline.MediaItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeatsTest {
    private final Director director = new Director(Saliency.THIRDS);

    @Test
    void everyCutIsOnABeatUnlessLengthsWereGiven() {
        for (Film.Mood mood : Film.Mood.values()) {
            Arrangement plan = DirectorTest.plan(photos(8), 64)
                    .withMusic(Arrangement.MusicWish.NONE.withSource(made(mood, 0)))
                    .withTransition(new TransitionWish(Film.Transition.Kind.CUT, Duration.ZERO));
            List<PlannedShot> shots = director.plan(plan, photos(8), 5);
            double beat = Music.beatMillis(mood, 0, Duration.ofSeconds(64));

            for (PlannedShot shot : shots.subList(1, shots.size())) {
                double beats = shot.start().toMillis() / beat;
                // A tick is a tenth of a second, so a boundary is at most half a tick off its beat.
                assertThat(Math.abs(beats - Math.rint(beats)) * beat)
                        .as("%s at %s", mood, shot.start())
                        .isLessThanOrEqualTo(50.1);
            }
        }
    }

    @Test
    void theMiddleOfATransitionIsOnTheBeat() {
        Arrangement plan = DirectorTest.plan(photos(6), 60)
                .withMusic(Arrangement.MusicWish.NONE.withSource(made(Film.Mood.UPBEAT, 120)));
        List<PlannedShot> shots = director.plan(plan, photos(6), 5);
        double beat = Music.beatMillis(Film.Mood.UPBEAT, 120, Duration.ofSeconds(60));

        for (PlannedShot shot : shots.subList(1, shots.size())) {
            double middle = shot.start().toMillis() + shot.transition().length().toMillis() / 2.0;
            assertThat(Math.abs(middle / beat - Math.rint(middle / beat)) * beat)
                    .isLessThanOrEqualTo(50.1);
        }
    }

    @Test
    void equalPhotosStayWithinAHalfBeatAtEachEndOrFifteenPercent() {
        for (Film.Mood mood : Film.Mood.values()) {
            for (int seconds : new int[] {18, 24, 30, 41, 64}) {
                Arrangement plan = DirectorTest.plan(photos(6), seconds)
                        .withMusic(Arrangement.MusicWish.NONE.withSource(made(mood, 0)));
                List<PlannedShot> shots = director.plan(plan, photos(6), 5);
                double beat = Music.beatMillis(mood, 0, Duration.ofSeconds(seconds));
                // Long photos have several shots; the length of a photo is counted from its first one.
                double equal = seconds * 1000.0 / 6;
                double allowed = Math.max(0.15 * equal, beat) + 2 * Director.TICK.toMillis();

                for (int photo = 0; photo < 6; photo++) {
                    Duration seen = Director.seen(shots, photo, Duration.ofSeconds(seconds));
                    assertThat((double) seen.toMillis())
                            .as("%s, photo %s of %s s", mood, photo + 1, seconds)
                            .isBetween(equal - allowed, equal + allowed);
                }
            }
        }
    }

    /** Bars of 2.9 s and photos of 4.5 s: with cuts on bars only, they would last 2.9 or 5.8 s. */
    @Test
    void photosShorterThanTwoBarsAreCutOnBeats() {
        Arrangement plan = DirectorTest.plan(photos(4), 18)
                .withMusic(Arrangement.MusicWish.NONE.withSource(made(Film.Mood.CALM, 82)));

        List<PlannedShot> shots = director.plan(plan, photos(4), 5);

        for (int photo = 0; photo < 4; photo++) {
            assertThat(Director.seen(shots, photo, Duration.ofSeconds(18)))
                    .isBetween(Duration.ofMillis(3_825), Duration.ofMillis(5_175));
        }
    }

    @Test
    void requestedLengthsAreKept() {
        List<MediaItem> media = photos(5);
        Arrangement plan = Arrangement.of(media.stream()
                        .map(Arrangement.Clip::of)
                        .map(clip -> clip.withLength(new Length.Exactly(Duration.ofSeconds(3))))
                        .toList())
                .withMusic(Arrangement.MusicWish.NONE.withSource(made(Film.Mood.EPIC, 0)));

        assertThat(director.plan(plan, media, 5))
                .extracting(shot -> shot.start().toMillis())
                .containsExactly(0L, 3000L, 6000L, 9000L, 12_000L);
    }

    private static Source.Made made(Film.Mood mood, int bpm) {
        return new Source.Made(mood, bpm, Film.Instrument.OF_MOOD);
    }

    private static List<MediaItem> photos(int count) {
        List<MediaItem> media = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            media.add(Facts.photo("p" + i, 4000, 3000));
        }
        return media;
    }
}
