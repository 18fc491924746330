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
        List<MediaItem> wide = List.of(Facts.photo("wide", 4500, 3000));
        Director director = new Director(picture -> focusPoints(new Box(0.05, 0.02, 0.95, 0.98)));
        Arrangement plan = DirectorTest.plan(wide, 60).withRatio(Arrangement.Ratio.PORTRAIT);

        assertThat(director.plan(plan, wide, 3)).hasSizeGreaterThan(3).allSatisfy(shot -> assertThat(shot.fit())
                .isEqualTo(Film.Fit.BLUR_FILL));
    }

    @Test
    void aPanAlongAPortraitPhotoBeginsOrEndsAtTheHead() {
        List<MediaItem> portrait = List.of(Facts.photo("tall", 3000, 4500));
        Box subject = new Box(0.3, 0.1, 0.7, 0.9);
        Director director = new Director(picture -> focusPoints(subject));
        for (int seconds : new int[] {3, 5, 8, 14}) {
            PlannedShot shot = director.plan(DirectorTest.plan(portrait, seconds), portrait, 3)
                    .get(0);
            Camera camera = new Camera(3000, 4500, Arrangement.Ratio.LANDSCAPE.canvas());
            Framing end = shot.motion().path().get(1);
            double half = 0.5 / camera.roomY();

            assertThat(shot.fit()).isEqualTo(Film.Fit.COVER);
            assertThat(DirectorTest.way(shot)).isEqualTo("up");
            assertThat(end.centerY() - half).isLessThanOrEqualTo(subject.top() + 0.05);
            assertThat(end.centerY() + half)
                    .isGreaterThanOrEqualTo(subject.headBox().bottom() - 0.07);
        }
    }

    @Test
    void noWindowCutsAFace() {
        int seen = 0;
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<MediaItem> media = List.of(Facts.photo("a", 4000, 3000));
            List<Box> faces = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                double size = 0.08 + random.nextDouble() * 0.1;
                double left = 0.05 + 0.3 * i + random.nextDouble() * (0.25 - size);
                double top = 0.1 + random.nextDouble() * 0.5;
                faces.add(new Box(left, top, left + size, top + size * 1.4));
            }
            Box all = faces.stream().reduce(SubjectFramingTest::both).orElseThrow();
            List<Point> points = new ArrayList<>(faces.stream().map(Box::centre).toList());
            points.add(new Point(random.nextDouble(), random.nextDouble()));
            Director director =
                    new Director(picture -> new FocusPoints(points, Optional.of(all), faces, Optional.empty()));
            Arrangement.Ratio ratio = Arrangement.Ratio.LANDSCAPE;
            Camera camera = new Camera(4000, 3000, ratio.canvas());
            for (PlannedShot shot : director.plan(DirectorTest.plan(media, 60).withRatio(ratio), media, seed)) {
                if (shot.fit() == Film.Fit.BLUR_FILL) {
                    continue;
                }
                for (Framing framing : InSight.between(shot.motion().path())) {
                    for (Box face : camera.zoomHolding(all) < 1 ? List.<Box>of() : faces) {
                        seen++;
                        assertThat(isCut(framing, camera, face))
                                .as("seed %d, %s, %s", seed, framing, face)
                                .isFalse();
                    }
                }
            }
        }
        assertThat(seen).isGreaterThan(3000);
    }

    private static boolean isCut(Framing framing, Camera camera, Box face) {
        double halfX = 0.5 / (framing.zoom() * camera.roomX());
        double halfY = 0.5 / (framing.zoom() * camera.roomY());
        double left = framing.centerX() - halfX;
        double right = framing.centerX() + halfX;
        double top = framing.centerY() - halfY;
        double bottom = framing.centerY() + halfY;
        boolean inside = left <= face.left() + 1e-6
                && right >= face.right() - 1e-6
                && top <= face.top() + 1e-6
                && bottom >= face.bottom() - 1e-6;
        boolean outside = right <= face.left() || left >= face.right() || bottom <= face.top() || top >= face.bottom();
        return !inside && !outside;
    }

    private static Box both(Box one, Box other) {
        return new Box(
                Math.min(one.left(), other.left()),
                Math.min(one.top(), other.top()),
                Math.max(one.right(), other.right()),
                Math.max(one.bottom(), other.bottom()));
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
