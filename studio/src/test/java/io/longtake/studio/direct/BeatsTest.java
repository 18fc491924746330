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
                    .withMusic(Arrangement.MusicWish.NONE.withSource(new Source.Made(mood, 0)))
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
                .withMusic(Arrangement.MusicWish.NONE.withSource(new Source.Made(Film.Mood.UPBEAT, 120)));
        List<PlannedShot> shots = director.plan(plan, photos(6), 5);
        double beat = Music.beatMillis(Film.Mood.UPBEAT, 120, Duration.ofSeconds(60));

        for (PlannedShot shot : shots.subList(1, shots.size())) {
            double middle = shot.start().toMillis() + shot.transition().length().toMillis() / 2.0;
            assertThat(Math.abs(middle / beat - Math.rint(middle / beat)) * beat)
                    .isLessThanOrEqualTo(50.1);
        }
    }

    @Test
    void requestedLengthsAreKept() {
        List<MediaItem> media = photos(5);
        Arrangement plan = Arrangement.of(media.stream()
                        .map(Arrangement.Clip::of)
                        .map(clip -> clip.withLength(new Length.Exactly(Duration.ofSeconds(3))))
                        .toList())
                .withMusic(Arrangement.MusicWish.NONE.withSource(new Source.Made(Film.Mood.EPIC, 0)));

        assertThat(director.plan(plan, media, 5))
                .extracting(shot -> shot.start().toMillis())
                .containsExactly(0L, 3000L, 6000L, 9000L, 12_000L);
    }

    private static List<MediaItem> photos(int count) {
        List<MediaItem> media = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            media.add(Facts.photo("p" + i, 4000, 3000));
        }
        return media;
    }
}
