package io.longtake.studio.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longtake.studio.apply.Editor;
import io.longtake.studio.apply.SentenceEditor;
import io.longtake.studio.direct.Director.PlannedShot;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Framing;
import io.longtake.studio.saliency.Saliency;
import io.longtake.studio.timeline.Arrangement;
import io.longtake.studio.timeline.Arrangement.Clip;
import io.longtake.studio.timeline.Arrangement.Length;
import io.longtake.studio.timeline.Arrangement.MotionWish;
import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.Arrangement.Ratio;
import io.longtake.studio.timeline.Arrangement.Speed;
import io.longtake.studio.timeline.Facts;
import io.longtake.studio.timeline.MediaItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraverseTest {
    private final SentenceEditor editor = new SentenceEditor(Saliency.THIRDS);

    @ParameterizedTest(name = "{0}x{1}, {2}: {3}")
    @CsvSource({
        "12000, 1200, LANDSCAPE, pan slowly over the whole picture, PAN_RIGHT",
        "12000, 1200, LANDSCAPE, slow pan right, PAN_RIGHT",
        "12000, 1200, LANDSCAPE, 'pan left, 15 seconds', PAN_LEFT",
        "12000, 1200, PORTRAIT, 'vertical, pan from right to left in one minute', PAN_LEFT",
        "6000, 2500, LANDSCAPE, pan right, PAN_RIGHT",
        "1080, 10800, LANDSCAPE, scroll from top to bottom, PAN_DOWN",
        "1080, 10800, PORTRAIT, 'vertical, scroll down slowly', PAN_DOWN",
        "1080, 10800, LANDSCAPE, pan, PAN_DOWN",
        "1170, 2532, LANDSCAPE, 'scroll up, 20 seconds', PAN_UP",
        "12000, 1200, LANDSCAPE, a video with smooth motion, PAN_RIGHT",
        "1170, 2700, SQUARE, 'a square video with smooth motion, 12 seconds', PAN_DOWN",
        "12000, 1200, LANDSCAPE, 慢慢平移整张全景图, PAN_RIGHT",
        "1080, 10800, LANDSCAPE, 从上到下滚动整个页面, PAN_DOWN",
    })
    void everyBandOfALongPictureIsSeenOnceAndTheFrameIsFilled(
            int width, int height, Ratio ratio, String message, Move move) {
        List<MediaItem> media = List.of(Facts.photo("wide", width, height));
        Editor.EditResult result = editor.edit(Optional.empty(), media, message, 5);
        Arrangement plan = result.after().orElseThrow().now();
        assertThat(plan.ratio()).isEqualTo(ratio);

        List<PlannedShot> shots = new Director(Saliency.THIRDS).plan(plan, media, 5);

        assertThat(shots).hasSize(1);
        assertThat(shots.get(0).fit()).isEqualTo(Film.Fit.COVER);
        ShotMotion motion = ShotMotion.of(shots.get(0), media.get(0), ratio.canvas());
        assertThat(motion.move()).isEqualTo(move);
        assertThat(motion.from()).isBetween(-1e-9, 0.013);
        assertThat(motion.to()).isBetween(0.987, 1 + 1e-9);
        // On the other side, only a little is cropped, to keep whole steps.
        assertThat(shots.get(0).motion().path().get(0).zoom()).isBetween(1.0, 1.03);
        assertThat(motion.framesPerSecond()).isLessThanOrEqualTo(Traverse.FASTEST);
        assertThat(result.reply())
                .contains(message.contains("平移") || message.contains("滚") ? "扫过整张图片" : "over the whole image");
    }

    @Test
    void itMovesByWholeHalfPixelsPerFrameForAllSizesAndTimes() {
        int traversed = 0;
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            boolean wide = random.nextBoolean();
            int shorter = 500 + random.nextInt(2000);
            int longer = (int) (shorter * (2.3 + random.nextDouble() * 8));
            MediaItem item = Facts.photo("long", wide ? longer : shorter, wide ? shorter : longer);
            Move move = wide ? Move.PAN_LEFT : Move.PAN_DOWN;
            Ratio ratio = DirectorTest.any(Ratio.values(), random);
            Arrangement plan = of(List.of(item), move, Speed.NORMAL)
                    .withRatio(ratio)
                    .withLength(new Length.Exactly(Duration.ofMillis(2000 + random.nextInt(90_000))));
            for (PlannedShot shot : new Director(Saliency.THIRDS).plan(plan, List.of(item), seed)) {
                Camera camera = new Camera(item.widthPx(), item.heightPx(), ratio.canvas());
                Framing from = shot.motion().path().get(0);
                Framing to = shot.motion().path().get(1);
                double frames = shot.length().toMillis() * Film.FPS / 1000.0 - 1;
                double way = wide
                        ? (to.centerX() - from.centerX())
                                * camera.roomX()
                                * ratio.canvas().widthPx()
                        : (to.centerY() - from.centerY())
                                * camera.roomY()
                                * ratio.canvas().heightPx();
                double steps = Math.abs(way) * from.zoom() / frames / Camera.STEP;
                assertThat(shot.motion().easing()).isEqualTo(Film.Easing.LINEAR);
                assertThat(Math.abs(steps - Math.rint(steps)) < 1e-6 || steps < 1)
                        .as("seed %d: %s half pixels a frame", seed, steps)
                        .isTrue();
                traversed += ShotMotion.of(shot, item, ratio.canvas()).seesAll() ? 1 : 0;
            }
        }
        assertThat(traversed).isGreaterThan(300);
    }

    @Test
    void ifTheTimeIsTooShortTheReplyNamesTheVisiblePartAndTheTimeNeeded() {
        List<MediaItem> media = List.of(Facts.photo("pano", 12_000, 1_200));

        String reply =
                editor.edit(Optional.empty(), media, "pan right, 5 seconds", 5).reply();

        PlannedShot shot = shots(media, "pan right, 5 seconds").get(0);
        ShotMotion motion = ShotMotion.of(shot, media.get(0), Ratio.LANDSCAPE.canvas());
        assertThat(motion.from()).isCloseTo(0, within(1e-9));
        long percent = Math.round(motion.to() * 100);
        assertThat(percent).isBetween(55L, 65L);
        assertThat(reply)
                .contains("fast pan right over the left " + percent + "% of the image")
                .contains("In 5 s the camera sees only the left " + percent
                        + "% of “pano”; a comfortable pan over all of it takes about 33 s.");
    }

    @Test
    void aFastPanOverTheWholeImageSuggestsALength() {
        List<MediaItem> media = List.of(Facts.photo("page", 1_080, 10_800));

        assertThat(editor.edit(Optional.empty(), media, "vertical, scroll down in 12 seconds", 5)
                        .reply())
                .contains("A pan over all of “page” in 12 s is fast; about 33 s is comfortable.");
        assertThat(editor.edit(Optional.empty(), media, "vertical, scroll down in 34 seconds", 5)
                        .reply())
                .doesNotContain("comfortable");
    }

    @Test
    void aPanoramaAmongOtherPhotosGetsTheTimeItNeeds() {
        List<MediaItem> media =
                List.of(Facts.photo("a", 4000, 3000), Facts.photo("pano", 12_000, 1_200), Facts.photo("b", 4000, 2250));

        List<PlannedShot> shots = shots(media, "slow pan right");

        assertThat(shots).hasSize(3);
        assertThat(shots.get(1).length()).isBetween(Duration.ofSeconds(32), Duration.ofSeconds(35));
        assertThat(ShotMotion.of(shots.get(1), media.get(1), Ratio.LANDSCAPE.canvas())
                        .seesAll())
                .isTrue();
    }

    @Test
    void aLongTakeOfAPanoramaTraversesItOnceAndThenLooksCloser() {
        List<MediaItem> media = List.of(Facts.photo("pano", 12_000, 1_200));

        List<PlannedShot> shots = shots(media, "a 2-minute video with smooth motion");

        assertThat(shots).hasSizeGreaterThan(5);
        assertThat(ShotMotion.of(shots.get(0), media.get(0), Ratio.LANDSCAPE.canvas())
                        .seesAll())
                .isTrue();
        assertThat(shots.get(0).length()).isBetween(Duration.ofSeconds(32), Duration.ofSeconds(34));
        assertThat(shots.subList(1, shots.size()))
                .allSatisfy(shot -> assertThat(shot.length()).isLessThan(Duration.ofSeconds(12)));
    }

    @Test
    void requestsForWholeStillOrUnpannedImagesAreFollowed() {
        List<MediaItem> media = List.of(Facts.photo("pano", 12_000, 1_200));
        for (String message :
                List.of("show the whole picture", "keep it still", "no pans", "zoom in", "10 seconds, slow zoom out")) {
            List<PlannedShot> shots = shots(media, message);
            assertThat(shots).as(message).allSatisfy(shot -> assertThat(
                            ShotMotion.of(shot, media.get(0), Ratio.LANDSCAPE.canvas())
                                    .isLong())
                    .isFalse());
            assertThat(Director.length(plan(media, message), media)).isEqualTo(Duration.ofSeconds(10));
        }
    }

    private List<PlannedShot> shots(List<MediaItem> media, String message) {
        return new Director(Saliency.THIRDS).plan(plan(media, message), media, 5);
    }

    private Arrangement plan(List<MediaItem> media, String message) {
        return editor.edit(Optional.empty(), media, message, 5)
                .after()
                .orElseThrow()
                .now();
    }

    private static Arrangement of(List<MediaItem> media, Move move, Speed speed) {
        List<Clip> clips = new ArrayList<>(media.stream().map(Clip::of).toList());
        return Arrangement.of(clips).withMotion(new MotionWish(List.of(move), List.of(), speed));
    }
}
