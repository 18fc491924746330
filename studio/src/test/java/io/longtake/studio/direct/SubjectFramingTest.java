package io.longtake.studio.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.direct.Director.PlannedShot;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Framing;
import io.longtake.studio.saliency.FocusPoints;
import io.longtake.studio.saliency.FocusPoints.Box;
import io.longtake.studio.saliency.FocusPoints.Point;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Facts;
import io.longtake.studio.timeline.MediaItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SubjectFramingTest {
    @Test
    void noWindowCutsOffASubjectsHead() {
        int held = 0;
        for (long seed = 0; seed < 600; seed++) {
            Random random = new Random(seed);
            List<MediaItem> media = List.of(
                    Facts.photo("a", 1500 + random.nextInt(4000), 1500 + random.nextInt(4000)),
                    Facts.photo("b", 1500 + random.nextInt(4000), 1500 + random.nextInt(4000)));
            Box subject = box(random);
            Director director = new Director(picture -> focusPoints(subject));
            Arrangement.Ratio ratio = DirectorTest.any(Arrangement.Ratio.values(), random);
            Arrangement plan = DirectorTest.plan(media, 20 + random.nextInt(60)).withRatio(ratio);
            for (PlannedShot shot : director.plan(plan, media, seed)) {
                if (shot.fit() == Film.Fit.BLUR_FILL) {
                    continue;
                }
                MediaItem item = media.get(shot.clip());
                Camera camera = new Camera(item.widthPx(), item.heightPx(), ratio.canvas());
                boolean seenInPassing = DirectorTest.isTraverse(shot, item, ratio);
                if (camera.zoomHolding(subject.headBox()) < 1 || seenInPassing) {
                    continue;
                }
                held++;
                for (Framing framing : shot.motion().path()) {
                    double halfX = 0.5 / (framing.zoom() * camera.roomX());
                    double halfY = 0.5 / (framing.zoom() * camera.roomY());
                    assertThat(framing.centerX() - halfX)
                            .as("seed %d", seed)
                            .isLessThanOrEqualTo(subject.left() + 1e-9);
                    assertThat(framing.centerX() + halfX).isGreaterThanOrEqualTo(subject.right() - 1e-9);
                    assertThat(framing.centerY() - halfY).isLessThanOrEqualTo(subject.top() + 1e-9);
                    assertThat(framing.centerY() + halfY)
                            .isGreaterThanOrEqualTo(subject.headBox().bottom() - 1e-9);
                }
            }
        }
        assertThat(held).isGreaterThan(1000);
    }

    @Test
    void aSubjectTooLargeForACropIsShownCompletely() {
        List<MediaItem> portrait = List.of(Facts.photo("tall", 3000, 4500));
        Director director = new Director(picture -> focusPoints(new Box(0.05, 0.02, 0.95, 0.98)));

        assertThat(director.plan(DirectorTest.plan(portrait, 60), portrait, 3))
                .hasSizeGreaterThan(3)
                .allSatisfy(shot -> assertThat(shot.fit()).isEqualTo(Film.Fit.BLUR_FILL));
    }

    @Test
    void aPortraitPhotoIsShownCompletelyBeforeACloserView() {
        List<MediaItem> portrait = List.of(Facts.photo("tall", 3000, 4500));
        Director director = new Director(picture -> focusPoints(new Box(0.3, 0.2, 0.7, 0.45)));
        List<PlannedShot> shots = director.plan(DirectorTest.plan(portrait, 60), portrait, 3);

        assertThat(shots.get(0).fit()).isEqualTo(Film.Fit.BLUR_FILL);
        assertThat(shots.subList(1, shots.size()))
                .anySatisfy(shot -> assertThat(shot.fit()).isEqualTo(Film.Fit.COVER));
    }

    @Test
    void fortyPhotosNeverRepeatAMoveThreeTimesInARow() {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<MediaItem> media = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                boolean tall = random.nextInt(3) == 0;
                media.add(Facts.photo("p" + i, tall ? 3000 : 4000, tall ? 4000 : 2250 + random.nextInt(750)));
            }
            Box subject = box(random);
            Director director = new Director(
                    picture -> picture.name().hashCode() % 2 == 0 ? focusPoints(subject) : FocusPoints.THIRDS);
            List<PlannedShot> shots = director.plan(DirectorTest.plan(media, 160), media, seed);
            assertThat(shots).hasSize(40);
            for (int i = 2; i < shots.size(); i++) {
                String way = DirectorTest.way(shots.get(i));
                boolean thrice = way.equals(DirectorTest.way(shots.get(i - 1)))
                        && way.equals(DirectorTest.way(shots.get(i - 2)));
                assertThat(thrice)
                        .as("seed %d, shots %d to %d: %s", seed, i - 2, i, way)
                        .isFalse();
            }
        }
    }

    private static FocusPoints focusPoints(Box subject) {
        return new FocusPoints(
                List.of(new Point((subject.left() + subject.right()) / 2, (subject.top() + subject.bottom()) / 2)),
                Optional.of(subject));
    }

    private static Box box(Random random) {
        double width = 0.08 + random.nextDouble() * 0.6;
        double height = 0.08 + random.nextDouble() * 0.6;
        double left = random.nextDouble() * (1 - width);
        double top = random.nextDouble() * (1 - height);
        return new Box(left, top, left + width, top + height);
    }
}
