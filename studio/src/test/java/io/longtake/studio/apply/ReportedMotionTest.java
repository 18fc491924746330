package io.longtake.studio.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.studio.direct.Director;
import io.longtake.studio.direct.Director.PlannedShot;
import io.longtake.studio.draft.DraftCodec;
import io.longtake.studio.language.Language;
import io.longtake.studio.saliency.FocusPoints;
import io.longtake.studio.saliency.FocusPoints.Box;
import io.longtake.studio.saliency.FocusPoints.Point;
import io.longtake.studio.saliency.Saliency;
import io.longtake.studio.timeline.Arrangement.Move;
import io.longtake.studio.timeline.Facts;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Timeline;
import io.longtake.studio.timeline.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The motion that a reply reports is the motion that is shown. */
class ReportedMotionTest {
    /** A subject that no window can contain: such a picture is shown whole, whatever motion is requested. */
    private static final Saliency LARGE =
            picture -> new FocusPoints(List.of(new Point(0.5, 0.5)), Optional.of(new Box(0.03, 0.02, 0.97, 0.98)));

    @Test
    void aPanThatBecomesAZoomIsNeverReportedAsAPan() {
        List<MediaItem> tall = List.of(Facts.photo("tall", 3000, 4500));
        String reply = new SentenceEditor(LARGE)
                .edit(Optional.empty(), tall, "slow pan right", 5)
                .reply();

        assertThat(reply)
                .startsWith("Made a 10 s film from tall: 1 shot with slow zoom in")
                .contains("There is no room for a pan right over “tall”; the camera uses a zoom in instead.");
        assertThat(new SentenceEditor(LARGE)
                        .edit(Optional.empty(), tall, "慢慢右移", 5)
                        .reply())
                .contains("“tall”的画面容不下右移，改为推近。")
                .doesNotContain("缓慢右移");
    }

    @Test
    void aLaterEditThatChangesNoShotSaysWhy() {
        List<MediaItem> media = List.of(Facts.photo("tall", 3000, 4500), Facts.photo("b", 4000, 3000));
        SentenceEditor editor = new SentenceEditor(LARGE);
        Optional<Timeline> made = editor.edit(Optional.empty(), media, "a video, zoom in on every photo", 5)
                .after();
        Editor.EditResult panned = editor.edit(made, media, "pan left on the first photo", 5);

        assertThat(panned.reply())
                .isEqualTo("There is no room for a pan left over “tall”; the camera uses a zoom in instead.");
        // Reported once: the next edit has another subject.
        assertThat(editor.edit(panned.after(), media, "add calm music", 5).reply())
                .isEqualTo("Done: music: Calm, 100%.");
    }

    @Test
    void movesWithoutAShotAreNamed() {
        List<MediaItem> media = List.of(Facts.photo("a", 4000, 3000));
        String reply = new SentenceEditor(Saliency.THIRDS)
                .edit(Optional.empty(), media, "3 seconds, pan left and zoom in", 5)
                .reply();

        assertThat(reply).contains("The film has too few shots for: zoom in.");
    }

    @Test
    void cameraMovesAreNotReportedForVideos() {
        String reply = new SentenceEditor(Saliency.THIRDS)
                .edit(Optional.empty(), List.of(Facts.video("surf", 20)), "slow zoom in", 5)
                .reply();

        assertThat(reply)
                .isEqualTo("Made a 20 s film from surf: 1 shot with its own motion."
                        + " The camera moves over photos only; a video keeps its own motion.");
    }

    @Test
    void aQuestionAboutTheCameraIsAnsweredFromTheShots() {
        List<MediaItem> tall = List.of(Facts.photo("tall", 3000, 4500));
        SentenceEditor editor = new SentenceEditor(LARGE);
        Optional<Timeline> made =
                editor.edit(Optional.empty(), tall, "pan right", 5).after();

        assertThat(editor.edit(made, tall, "what motion does it have?", 5).reply())
                .contains("zoom in")
                .doesNotContain("pan right");
    }

    @Test
    void everyMoveNamedInADraftMatchesItsPath() {
        String[] wishes = {"pan right", "pan left", "scroll down", "pan up", "zoom in", "zoom out", "still", "pan"};
        int told = 0;
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<MediaItem> media = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                media.add(Facts.photo("p" + i, 600 + random.nextInt(6000), 600 + random.nextInt(6000)));
            }
            Saliency saliency = random.nextBoolean() ? LARGE : Saliency.THIRDS;
            String message = wishes[random.nextInt(wishes.length)] + ", " + (4 + random.nextInt(40)) + " seconds";
            Timeline timeline = new SentenceEditor(saliency)
                    .edit(Optional.empty(), media, message, seed)
                    .after()
                    .orElseThrow();
            List<PlannedShot> shots = new Director(saliency).plan(timeline.now(), media, seed);
            JsonNode segments = DraftCodec.draft(timeline, media, seed, saliency)
                    .path("t")
                    .path(0)
                    .path("sg");
            for (int i = 0; i < shots.size(); i++) {
                JsonNode path = segments.path(i).path("m").path("path");
                String words = segments.path(i).path("m").path("motion").asText();
                Move move = seen(path.path(0), path.path(path.size() - 1));
                assertThat(words)
                        .as("seed %d, %s", seed, message)
                        .contains(Words.move(move, Language.ENGLISH.phrases()));
                for (Move other : Move.values()) {
                    if (other != move) {
                        assertThat(words).doesNotContain(Words.move(other, Language.ENGLISH.phrases()));
                    }
                }
                told++;
            }
        }
        assertThat(told).isGreaterThan(500);
    }

    private static Move seen(JsonNode from, JsonNode to) {
        double zoom = to.path(2).asDouble() / from.path(2).asDouble();
        double x = to.path(0).asDouble() - from.path(0).asDouble();
        double y = to.path(1).asDouble() - from.path(1).asDouble();
        if (Math.abs(zoom - 1) > 0.002) {
            return zoom > 1 ? Move.ZOOM_IN : Move.ZOOM_OUT;
        }
        if (Math.max(Math.abs(x), Math.abs(y)) < 0.002) {
            return Move.STILL;
        }
        return Math.abs(x) >= Math.abs(y)
                ? (x > 0 ? Move.PAN_RIGHT : Move.PAN_LEFT)
                : y > 0 ? Move.PAN_DOWN : Move.PAN_UP;
    }
}
