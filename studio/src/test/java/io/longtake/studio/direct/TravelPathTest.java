package io.longtake.studio.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.direct.Director.PlannedShot;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Framing;
import io.longtake.studio.saliency.FocusPoints;
import io.longtake.studio.saliency.FocusPoints.Box;
import io.longtake.studio.saliency.FocusPoints.Point;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.MotionWish;
import io.longtake.studio.timeline.Arrangement.Speed;
import io.longtake.studio.timeline.Facts;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Travel;
import io.longtake.studio.timeline.Travel.Part;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Moves from one part of a picture to another. */
class TravelPathTest {
    private static final List<MediaItem> PORTRAIT = List.of(Facts.photo("anna", 2056, 3088));
    private static final Box FACE = new Box(0.4, 0.2, 0.6, 0.35);
    private static final FocusPoints ANNA = new FocusPoints(
            List.of(FACE.centre(), new Point(0.3, 0.8)), Optional.of(FACE), List.of(FACE), Optional.empty());

    @Test
    void aSlowPullOutIsOneMoveFromTheFaceToTheWholePhoto() {
        List<PlannedShot> shots = shots(30, Part.FACE, Part.WHOLE);

        assertThat(shots).singleElement().satisfies(shot -> {
            assertThat(shot.length()).isEqualTo(Duration.ofSeconds(30));
            assertThat(shot.fit()).isEqualTo(Film.Fit.COVER);
            assertThat(start(shot).zoom()).isGreaterThan(1.5);
            assertThat(start(shot).centerY()).isBetween(0.2, 0.35);
            assertThat(end(shot).zoom()).isEqualTo(1);
        });
    }

    @Test
    void aMoveToTheFaceEndsThere() {
        PlannedShot shot = shots(10, Part.BOTTOM_RIGHT, Part.FACE).get(0);

        assertThat(start(shot).centerX()).isGreaterThan(0.6);
        assertThat(start(shot).centerY()).isGreaterThan(0.6);
        assertThat(end(shot).centerY()).isLessThan(0.4);
    }

    @Test
    void aMoveBetweenCornersIsAPanAtConstantSpeed() {
        PlannedShot shot = shots(10, Part.TOP_LEFT, Part.BOTTOM_RIGHT).get(0);

        assertThat(shot.motion().easing()).isEqualTo(Film.Easing.LINEAR);
        assertThat(start(shot).zoom()).isEqualTo(end(shot).zoom());
        assertThat(start(shot).centerX()).isLessThan(0.4);
        assertThat(end(shot).centerX()).isGreaterThan(0.6);
        assertThat(start(shot).centerY()).isLessThan(0.4);
        assertThat(end(shot).centerY()).isGreaterThan(0.6);
    }

    @Test
    void aShortMoveBeginsNoNearerThanIsCalm() {
        PlannedShot shot = shots(2, Part.FACE, Part.WHOLE).get(0);

        assertThat(start(shot).zoom()).isBetween(1.2, 1.3);
    }

    private static List<PlannedShot> shots(int seconds, Part from, Part to) {
        Arrangement plan = DirectorTest.plan(PORTRAIT, seconds)
                .withRatio(Arrangement.Ratio.PORTRAIT)
                .withMotion(MotionWish.of(new Travel(from, to), Speed.SLOW));
        return new Director(picture -> ANNA).plan(plan, PORTRAIT, 3);
    }

    private static Framing start(PlannedShot shot) {
        return shot.motion().path().get(0);
    }

    private static Framing end(PlannedShot shot) {
        return shot.motion().path().get(1);
    }
}
