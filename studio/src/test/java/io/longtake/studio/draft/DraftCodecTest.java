package io.longtake.studio.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.studio.apply.SentenceEditor;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.FrameClock;
import io.longtake.studio.timeline.Facts;
import io.longtake.studio.timeline.MediaItem;
import io.longtake.studio.timeline.Timeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DraftCodecTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theMainJobBecomesAFilm() throws Exception {
        ObjectNode draft =
                draft(Facts.ONE, "turn this image into a 2-minute video with smooth motion and background music");
        Film film = film(draft);

        assertThat(film.length()).isEqualTo(Duration.ofMinutes(2));
        assertThat(film.canvas()).isEqualTo(new Film.Canvas(1920, 1080));
        assertThat(film.shots()).hasSizeBetween(10, 20);
        assertThat(film.sounds()).singleElement().isInstanceOf(Film.Sound.Music.class);
        assertThat(film.seed()).isEqualTo(7);
        assertThat(DraftCodec.summary(draft))
                .isEqualTo("Timeline (2 tracks): 1. Video: mountains (0-120s) 2. BGM: Calm (0-120s, 100%)");
    }

    @Test
    void theSummaryHasTheFormOfTheContract() {
        List<MediaItem> city = List.of(Facts.photo("city timelapse", 4000, 3000));
        ObjectNode draft = draft(city, "10s, lo-fi music at 35%, title \"Urban Dreams\" for the first 3 seconds");

        assertThat(DraftCodec.summary(draft))
                .isEqualTo("Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%)"
                        + " 3. Title: \"Urban Dreams\" (0-3s)");
    }

    @Test
    void theSummaryDistinguishesTheClips() {
        assertThat(DraftCodec.summary(draft(Facts.THREE, "15 seconds")))
                .isEqualTo("Timeline (1 track): 1. Video: beach (0-5s), city (5-10s), forest (10-15s)");
        assertThat(DraftCodec.summary(JSON.createObjectNode())).isEqualTo("Timeline (0 tracks): empty");
    }

    @Test
    void aFilmAsLongAsItsMusicEndsWithIt() {
        for (int millis : new int[] {37_400, 37_433, 8_000, 12_345, 60_001, 1_234}) {
            Duration song = Duration.ofMillis(millis);
            List<MediaItem> media = new java.util.ArrayList<>(Facts.THREE);
            media.add(new MediaItem("a-tune", MediaItem.Kind.AUDIO, "tune", Path.of("tune.mp3"), 0, 0, song));
            Film film = film(draft(media, "use my song, as long as the song"));
            Film.Sound.OfFile music =
                    (Film.Sound.OfFile) film.sounds().stream().findFirst().orElseThrow();

            assertThat(film.length()).isBetween(song, song.plusMillis(34));
            assertThat(FrameClock.frames(film.length())).isEqualTo((int) Math.ceil(millis * 30 / 1000.0));
            assertThat(music.length()).as("once and complete").isEqualTo(song);
            assertThat(music.fadeOut()).as("the music has its own ending").isZero();
            assertThat(music.fadeIn()).isZero();
        }
    }

    @Test
    void aRequestedFadeIsKeptWhenTheFilmEndsWithItsMusic() {
        Film film = film(draft(Facts.SOUND, "as long as my song, fade the music out over 4 seconds"));

        assertThat(film.length()).isEqualTo(Duration.ofSeconds(45));
        assertThat(((Film.Sound.OfFile) film.sounds().get(0)).fadeOut()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void aVideoKeepsItsSoundItsTrimAndItsSpeed() {
        Film film = film(draft(Facts.VIDEO, "trim the first 3 seconds off the video, speed up the video 2x"));

        assertThat(film.shots().get(0).source())
                .isEqualTo(new Film.Source.Clip(Path.of("v-surf"), Duration.ofSeconds(3), 2));
        assertThat(film.sounds()).singleElement().isInstanceOf(Film.Sound.OfClip.class);
    }

    @Test
    void everyDraftGivesTheSameFilmAfterARoundTripThroughText() throws Exception {
        String[] wishes = {
            "90 seconds, vertical, lo-fi music at 35%, title \"A\" at the top for the first 3 seconds",
            "each photo 3 seconds, slide transitions of half a second, sepia, fade in and out",
            "keep it still, dip to black, end credits \"B\" in red",
            "做成两分钟的视频，加上轻柔的背景音乐",
            "1 second, add title \"C\" for the last 5 seconds"
        };
        for (String wish : wishes) {
            for (List<MediaItem> media : List.of(Facts.ONE, Facts.THREE, Facts.VIDEO, Facts.SOUND)) {
                ObjectNode draft = draft(media, wish);
                Film film = film(draft);
                assertThat(film(JSON.readTree(JSON.writeValueAsString(draft)))).isEqualTo(film);
                Film.Shot last = film.shots().get(film.shots().size() - 1);
                assertThat(last.start().plus(last.length())).isEqualTo(film.length());
            }
        }
    }

    @Test
    void theCanvasIsDescribed() {
        Timeline timeline = timeline(Facts.ONE, "vertical");
        assertThat(DraftCodec.canvas(timeline).toString())
                .isEqualTo("{\"ratio\":\"9:16\",\"width\":1080,\"height\":1920,\"fps\":30}");
    }

    @Test
    void anInvalidDraftIsRefusedWithAMessage() throws Exception {
        refused(d -> d.remove("t"));
        refused(d -> d.remove("m"));
        refused(d -> ((ObjectNode) d.get("m")).put("length", 4_000_000));
        refused(d -> ((ObjectNode) d.get("m")).put("width", 1921));
        refused(d -> ((ObjectNode) d.get("m")).put("seed", "x"));
        refused(d -> shot(d).put("d", 5));
        refused(d -> shot(d).put("d", -5));
        refused(d -> shot(d).put("d", "5000"));
        refused(d -> meta(d).put("media", "../../etc/passwd"));
        refused(d -> meta(d).put("kind", "file:///etc/passwd"));
        refused(d -> meta(d).put("look", "drawtext=textfile=/etc/passwd"));
        refused(d -> meta(d).put("transition", "crossfade").put("transitionLength", 999_999));
        refused(d -> meta(d).putArray("path"));
        refused(d -> ((ArrayNode) meta(d).get("path").get(0)).set(0, Double.NaN));
        refused(d -> ((ArrayNode) meta(d).get("path").get(0)).set(2, 1e300));
        refused(d ->
                ((ArrayNode) d.get("t")).addObject().put("tt", 3).putArray("sg").addObject());
        refused(d -> ((ObjectNode) d.get("t").get(1).get("sg").get(0).get("m")).put("volume", 1e9));
        refused(d -> ((ObjectNode) d.get("t").get(2).get("sg").get(0).get("m")).put("text", "x".repeat(501)));
        refused(d -> ((ObjectNode) d.get("t").get(2).get("sg").get(0).get("m")).put("color", "#gggggg"));
    }

    @Test
    void everyDamagedDraftGivesAFilmOrARefusal() throws Exception {
        String text = JSON.writeValueAsString(draft(Facts.THREE, "20s, lo-fi music, title \"A\", end credits \"B\""));
        String bits = "0123456789-.{}[]\",:eEntrfalsu ";
        Random random = new Random(11);
        for (int i = 0; i < 5000; i++) {
            StringBuilder damaged = new StringBuilder(text);
            for (int j = 0; j < 1 + random.nextInt(4); j++) {
                damaged.setCharAt(random.nextInt(damaged.length()), bits.charAt(random.nextInt(bits.length())));
            }
            JsonNode draft;
            try {
                draft = JSON.readTree(damaged.toString());
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                continue;
            }
            try {
                DraftCodec.summary(draft);
                film(draft);
            } catch (DraftException expected) {
                assertThat(expected.getMessage()).endsWith(".");
            }
        }
    }

    private interface Damage {
        void to(ObjectNode draft);
    }

    private static void refused(Damage damage) {
        ObjectNode draft = draft(Facts.THREE, "20s, lo-fi music, title \"A\"");
        damage.to(draft);
        assertThatThrownBy(() -> film(draft)).isInstanceOf(DraftException.class);
    }

    private static ObjectNode shot(ObjectNode draft) {
        return (ObjectNode) draft.get("t").get(0).get("sg").get(0);
    }

    private static ObjectNode meta(ObjectNode draft) {
        return (ObjectNode) shot(draft).get("m");
    }

    private static Timeline timeline(List<MediaItem> media, String wish) {
        return new SentenceEditor()
                .edit(Optional.empty(), media, wish, 7)
                .after()
                .orElseThrow();
    }

    private static ObjectNode draft(List<MediaItem> media, String wish) {
        return DraftCodec.draft(timeline(media, wish), media, 7);
    }

    private static Film film(JsonNode draft) {
        return DraftCodec.film(draft, id -> id.matches("[a-z]-[a-z ]+") ? Optional.of(Path.of(id)) : Optional.empty());
    }
}
