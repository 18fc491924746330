package io.longtake.studio.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.direct.Director.PlannedShot;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Framing;
import io.longtake.studio.saliency.Saliency;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.Arrangement.Length;
import io.longtake.studio.timeline.Facts;
import io.longtake.studio.timeline.MediaItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DirectorTest {
    private final Director director = new Director(Saliency.THIRDS);

    @Test
    void shotsFillTheFilmExactlyOnTheFrameGrid() {
        forEachFilm((plan, media, shots, seed) -> {
            Duration end = Duration.ZERO;
            for (PlannedShot shot : shots) {
                assertThat(shot.start()).isEqualTo(end.minus(shot.transition().length()));
                assertThat(shot.length().toMillis() * Film.FPS % 1000).isZero();
                assertThat(shot.transition().length()).isLessThanOrEqualTo(shot.length());
                end = shot.start().plus(shot.length());
            }
            assertThat(end).isEqualTo(Director.length(plan, media));
            assertThat(shots.get(0).transition()).isEqualTo(Film.Transition.cut());
        });
    }

    @Test
    void twoTransitionsOfOneShotNeverOverlap() {
        forEachFilm((plan, media, shots, seed) -> {
            for (int i = 0; i + 1 < shots.size(); i++) {
                Duration both = shots.get(i)
                        .transition()
                        .length()
                        .plus(shots.get(i + 1).transition().length());
                assertThat(both).isLessThanOrEqualTo(shots.get(i).length());
            }
        });
    }

    @Test
    void aPanMovesAWholeNumberOfHalfPixelsPerFrame() {
        List<Double> speeds = new ArrayList<>();
        forEachFilm((plan, media, shots, seed) -> {
            Film.Canvas canvas = plan.ratio().canvas();
            for (PlannedShot shot : shots) {
                if (shot.motion().easing() != Film.Easing.LINEAR) {
                    continue;
                }
                MediaItem item = item(media, shot.source());
                Camera camera = new Camera(item.widthPx(), item.heightPx(), canvas);
                Framing from = shot.motion().path().get(0);
                Framing to = shot.motion().path().get(1);
                double steps = shot.length().toMillis() * Film.FPS / 1000.0 - 1;
                double across = (to.centerX() - from.centerX()) * camera.roomX() * from.zoom() * canvas.widthPx();
                double down = (to.centerY() - from.centerY()) * camera.roomY() * from.zoom() * canvas.heightPx();
                double speed = (Math.abs(across) + Math.abs(down)) / steps;
                assertThat(Math.min(Math.abs(across), Math.abs(down))).isLessThan(1e-6);
                assertThat(to.zoom()).isEqualTo(from.zoom());
                if (speed >= 0.5) {
                    assertThat(Math.abs(2 * speed - Math.rint(2 * speed))).isLessThan(1e-6);
                    speeds.add(Math.rint(2 * speed) / 2);
                }
            }
        });
        assertThat(speeds).contains(0.5, 1.0, 2.0);
    }

    @Test
    void theCameraIsNeverTooFastAndStaysInsideTheImage() {
        forEachFilm((plan, media, shots, seed) -> {
            for (PlannedShot shot : shots) {
                if (shot.fit() != Film.Fit.COVER || shot.source().kind() != MediaItem.Kind.IMAGE) {
                    continue;
                }
                MediaItem item = item(media, shot.source());
                Camera camera =
                        new Camera(item.widthPx(), item.heightPx(), plan.ratio().canvas());
                for (Framing framing : shot.motion().path()) {
                    double halfX = 0.5 / (framing.zoom() * camera.roomX());
                    double halfY = 0.5 / (framing.zoom() * camera.roomY());
                    assertThat(framing.centerX()).isBetween(halfX - 1e-9, 1 - halfX + 1e-9);
                    assertThat(framing.centerY()).isBetween(halfY - 1e-9, 1 - halfY + 1e-9);
                    assertThat(framing.zoom()).isBetween(1.0, camera.maxZoom() + 1e-9);
                }
                double speed = camera.speed(
                        shot.motion().path().get(0),
                        shot.motion().path().get(1),
                        shot.length().toMillis() / 1000.0);
                boolean traverse = isTraverse(shot, item, plan.ratio());
                double fastest = traverse ? Traverse.FASTEST_UNASKED : Camera.FASTEST;
                assertThat(speed).as("seed %d", seed).isLessThanOrEqualTo(fastest + 1e-6);
            }
        });
    }

    @Test
    void aLargePhotoIsNeverEnlargedBeyond130Percent() {
        Camera camera = new Camera(3264, 2448, Arrangement.Ratio.LANDSCAPE.canvas());
        assertThat(camera.maxZoom()).isEqualTo(Camera.CLOSEST);
        Camera hd = new Camera(1920, 1080, Arrangement.Ratio.LANDSCAPE.canvas());
        assertThat(hd.maxZoom()).isEqualTo(1.3);
    }

    @Test
    void consecutiveShotsMoveDifferently() {
        for (long seed = 0; seed < 200; seed++) {
            List<PlannedShot> shots = director.plan(plan(Facts.ONE, 120), Facts.ONE, seed);
            for (int i = 1; i < shots.size(); i++) {
                assertThat(way(shots.get(i))).isNotEqualTo(way(shots.get(i - 1)));
            }
        }
    }

    @Test
    void aLongTakeOfOnePhotoStartsWideAndEndsWithAZoomOut() {
        List<PlannedShot> shots = director.plan(plan(Facts.ONE, 120), Facts.ONE, 3);

        assertThat(shots).hasSizeBetween(10, 20);
        assertThat(shots)
                .allSatisfy(shot -> assertThat(shot.length()).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(12)));
        assertThat(shots.get(0).motion().path().get(0).zoom()).isEqualTo(1);
        List<Framing> last = shots.get(shots.size() - 1).motion().path();
        assertThat(last.get(1).zoom()).isLessThan(last.get(0).zoom());
    }

    @Test
    void photosGetEqualShares() {
        List<PlannedShot> shots = director.plan(plan(Facts.THREE, 60), Facts.THREE, 3);
        for (int clip = 0; clip < 3; clip++) {
            int index = clip;
            Duration first = shots.stream()
                    .filter(shot -> shot.clip() == index)
                    .findFirst()
                    .orElseThrow()
                    .start();
            assertThat(first).isEqualTo(Duration.ofSeconds(20L * clip));
        }
    }

    @Test
    void aPortraitPhotoInALandscapeFilmIsPannedAlongCalmly() {
        List<PlannedShot> shots = director.plan(plan(Facts.THREE, 15), Facts.THREE, 3);
        PlannedShot portrait = shots.get(2);
        MediaItem item = Facts.THREE.get(2);
        Camera camera = new Camera(item.widthPx(), item.heightPx(), Arrangement.Ratio.LANDSCAPE.canvas());
        List<Framing> path = portrait.motion().path();
        double framesPerSecond = Math.abs(path.get(1).centerY() - path.get(0).centerY()) * camera.roomY() / 5;

        assertThat(portrait.fit()).isEqualTo(Film.Fit.COVER);
        assertThat(way(portrait)).isIn("up", "down");
        assertThat(framesPerSecond).isBetween(0.1, Traverse.COMFORTABLE + 0.005);
    }

    @Test
    void aPortraitPhotoIsPannedAlongCompletelyWhereThereIsTime() {
        List<MediaItem> portrait = List.of(Facts.photo("tall", 3000, 4500));
        List<Framing> path =
                director.plan(plan(portrait, 12), portrait, 3).get(0).motion().path();
        double half = 0.5 / new Camera(3000, 4500, Arrangement.Ratio.LANDSCAPE.canvas()).roomY();

        assertThat(Math.min(path.get(0).centerY(), path.get(1).centerY())).isLessThan(half + 0.02);
        assertThat(Math.max(path.get(0).centerY(), path.get(1).centerY())).isGreaterThan(1 - half - 0.2);
    }

    @Test
    void aMinuteOfOnePhotoShowsItFromFarAndUpToItsResolution() {
        List<PlannedShot> shots = director.plan(plan(Facts.ONE, 60), Facts.ONE, 3);
        List<Double> closest = shots.stream()
                .map(shot -> shot.motion().path().stream()
                        .mapToDouble(Framing::zoom)
                        .max()
                        .orElseThrow())
                .toList();

        assertThat(closest).anyMatch(zoom -> zoom > 2).anyMatch(zoom -> zoom < 1.35);
        for (int i = 1; i < shots.size(); i++) {
            assertThat(shared(shots.get(i - 1), shots.get(i)))
                    .as("shots %d and %d", i - 1, i)
                    .isLessThan(0.75);
        }
    }

    /** The part of the larger of two shots' first windows that both show. */
    private static double shared(PlannedShot one, PlannedShot other) {
        Framing a = one.motion().path().get(0);
        Framing b = other.motion().path().get(0);
        double wide = 0.5 / a.zoom() + 0.5 / b.zoom();
        double x =
                Math.max(0, Math.min(Math.min(1 / a.zoom(), 1 / b.zoom()), wide - Math.abs(a.centerX() - b.centerX())));
        double y =
                Math.max(0, Math.min(Math.min(1 / a.zoom(), 1 / b.zoom()), wide - Math.abs(a.centerY() - b.centerY())));
        double larger = Math.max(1 / a.zoom(), 1 / b.zoom());
        return x * y / (larger * larger);
    }

    @Test
    void aFilmTooShortForAllPhotosShowsTheFirst() {
        List<MediaItem> many = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            many.add(Facts.photo("p" + i, 3000, 2000));
        }
        assertThat(director.plan(plan(many, 1), many, 1)).hasSize(2);
        assertThat(director.plan(plan(many, 20), many, 1)).hasSize(40);
    }

    private interface Check {
        void on(Arrangement plan, List<MediaItem> media, List<PlannedShot> shots, long seed);
    }

    private void forEachFilm(Check check) {
        for (long seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            List<MediaItem> media = new ArrayList<>();
            int count = 1 + random.nextInt(random.nextInt(10) == 0 ? 40 : 6);
            for (int i = 0; i < count; i++) {
                boolean video = random.nextInt(6) == 0;
                media.add(
                        video
                                ? Facts.video("v" + i, 1 + random.nextInt(30))
                                : Facts.photo("p" + i, 400 + random.nextInt(5000), 400 + random.nextInt(5000)));
            }
            Arrangement plan = random(media, random);
            check.on(plan, media, director.plan(plan, media, seed), seed);
        }
    }

    private static Arrangement random(List<MediaItem> media, Random random) {
        Film.Transition.Kind[] kinds = Film.Transition.Kind.values();
        Arrangement plan = Arrangement.of(media.stream().map(Clip::of).toList())
                .withRatio(any(Arrangement.Ratio.values(), random))
                .withPace(any(Arrangement.Pace.values(), random))
                .withFit(any(Arrangement.FitWish.values(), random))
                .withTransition(new Arrangement.TransitionWish(
                        any(kinds, random), Duration.ofMillis(100 + random.nextInt(3000))));
        if (random.nextBoolean()) {
            int millis = 1000 + random.nextInt(random.nextInt(8) == 0 ? 3_599_000 : 180_000);
            plan = plan.withLength(new Length.Exactly(Duration.ofMillis(millis)));
        }
        if (random.nextInt(3) == 0) {
            List<Clip> clips = new ArrayList<>(plan.clips());
            clips.set(0, clips.get(0).withLength(new Length.Exactly(Duration.ofMillis(500 + random.nextInt(20_000)))));
            plan = plan.withClips(clips);
        }
        return plan;
    }

    static <T> T any(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    static Arrangement plan(List<MediaItem> media, int seconds) {
        return Arrangement.of(media.stream().map(Clip::of).toList())
                .withLength(new Length.Exactly(Duration.ofSeconds(seconds)));
    }

    private static MediaItem item(List<MediaItem> media, Clip clip) {
        return media.stream()
                .filter(item -> item.id().equals(clip.media()))
                .findFirst()
                .orElseThrow();
    }

    /** Whether the shot is a pan along a picture of long shape, or along a portrait; such pans are faster than others. */
    static boolean isTraverse(PlannedShot shot, MediaItem item, Arrangement.Ratio ratio) {
        double sides = item.widthPx() / (double) item.heightPx();
        Film.Canvas canvas = ratio.canvas();
        boolean portrait = sides < 1 && new Camera(item.widthPx(), item.heightPx(), canvas).kept() < 0.62;
        return (Math.max(sides, 1 / sides) >= Traverse.LONG_PICTURE || portrait)
                && ShotMotion.of(shot, item, ratio.canvas()).isLong();
    }

    static String way(PlannedShot shot) {
        Framing a = shot.motion().path().get(0);
        Framing b = shot.motion().path().get(1);
        if (Math.abs(a.zoom() - b.zoom()) > 0.005) {
            return a.zoom() < b.zoom() ? "in" : "out";
        }
        return Math.abs(a.centerX() - b.centerX()) > Math.abs(a.centerY() - b.centerY())
                ? (a.centerX() < b.centerX() ? "right" : "left")
                : (a.centerY() < b.centerY() ? "down" : "up");
    }
}
