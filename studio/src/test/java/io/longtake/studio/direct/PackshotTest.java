package io.longtake.studio.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longtake.studio.direct.Director.PlannedShot;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Framing;
import io.longtake.studio.saliency.FocusPoints;
import io.longtake.studio.saliency.FocusPoints.Box;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.Arrangement.FitWish;
import io.longtake.studio.timeline.Arrangement.MotionWish;
import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.Arrangement.Ratio;
import io.longtake.studio.timeline.Arrangement.Speed;
import io.longtake.studio.timeline.Facts;
import io.longtake.studio.timeline.MediaItem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Products on a plain background. */
class PackshotTest {
    private static final List<MediaItem> SQUARE = List.of(Facts.photo("shoe", 2000, 2000));
    /** A product that covers 60% of the photo's width and 40% of its height. */
    private static final Box SHOE = new Box(0.2, 0.3, 0.8, 0.7);

    private final Director director = new Director(
            picture -> new FocusPoints(List.of(SHOE.centre()), Optional.of(SHOE), List.of(), Optional.of(SHOE)));

    @ParameterizedTest
    @EnumSource(Ratio.class)
    void theProductIsLargeAndWholeInAFrameOfAnyShape(Ratio ratio) {
        PlannedShot shot = director.plan(plan(5).withRatio(ratio), SQUARE, 3).get(0);
        Film.Canvas canvas = ratio.canvas();
        double fills = Math.max(
                SHOE.width() * 2000 / Film.Fit.extendedWidth(2000, 2000, canvas),
                SHOE.height() * 2000 / Film.Fit.extendedHeight(2000, 2000, canvas));

        assertThat(shot.fit()).isEqualTo(Film.Fit.EXTEND);
        double largest =
                shot.motion().path().stream().mapToDouble(Framing::zoom).max().orElseThrow();
        assertThat(largest * fills).isBetween(0.75, 0.95);
        assertThat(shot.motion().path()).allSatisfy(framing -> {
            assertThat(framing.centerX()).isEqualTo(0.5, within(1e-9));
            assertThat(framing.centerY()).isEqualTo(0.5, within(1e-9));
        });
    }

    @Test
    void aFastZoomIsARealZoom() {
        Arrangement plan = plan(5).withRatio(Ratio.PORTRAIT)
                .withMotion(new MotionWish(List.of(Move.ZOOM_IN), List.of(), Speed.FAST));
        List<Framing> path = director.plan(plan, SQUARE, 3).get(0).motion().path();

        assertThat(path.get(1).zoom() / path.get(0).zoom()).isGreaterThan(1.3);
    }

    @Test
    void aLongerFilmShowsPartsOfTheProductToo() {
        List<PlannedShot> shots = director.plan(plan(40).withRatio(Ratio.PORTRAIT), SQUARE, 3);
        double first = shots.get(0).motion().path().get(1).zoom();

        assertThat(shots).hasSizeGreaterThan(3).allSatisfy(shot -> assertThat(shot.fit())
                .isEqualTo(Film.Fit.EXTEND));
        assertThat(shots)
                .anySatisfy(
                        shot -> assertThat(shot.motion().path().get(0).zoom()).isGreaterThan(first));
        assertThat(shots.get(shots.size() - 1).motion().path().get(1).zoom()).isLessThan(first);
    }

    @Test
    void aRequestedFitIsUsedInstead() {
        assertThat(director.plan(plan(5).withFit(FitWish.COVER), SQUARE, 3)
                        .get(0)
                        .fit())
                .isEqualTo(Film.Fit.COVER);
        assertThat(director.plan(plan(5).withFit(FitWish.BLUR_FILL), SQUARE, 3)
                        .get(0)
                        .fit())
                .isEqualTo(Film.Fit.BLUR_FILL);
    }

    private static Arrangement plan(int seconds) {
        return Arrangement.of(List.of(Clip.of(SQUARE.get(0))))
                .withLength(DirectorTest.plan(SQUARE, seconds).length());
    }
}
