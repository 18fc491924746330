package io.longtake.studio.film.libav;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.media.encode.VideoSettings;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.FrameClock;
import io.longtake.studio.film.libav.ChunkPlan.Chunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cuts randomly generated films into chunks. A failing case reports its seed. */
class ChunkPlanTest {
    private static final int SEEDS = 400;
    private static final VideoSettings SETTINGS = VideoSettings.forFilm(320, 180, Film.FPS);

    @TempDir
    Path folder;

    private Path photo;
    private Path other;

    @BeforeEach
    void prepare() throws IOException {
        photo = Files.writeString(folder.resolve("photo.png"), "a photo");
        other = Files.writeString(folder.resolve("other.png"), "another photo");
    }

    @Test
    void theChunksContainEveryFrameOnceAndInOrder() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Film film = film(new Random(seed));
            List<Chunk> chunks = ChunkPlan.of(film, SETTINGS);

            int next = 0;
            for (Chunk chunk : chunks) {
                assertThat(chunk.firstFrame()).as("seed %d: %s", seed, chunk).isEqualTo(next);
                next += chunk.frames();
            }
            assertThat(next).as("seed %d", seed).isEqualTo(FrameClock.frames(film.length()));
        }
    }

    @Test
    void aChunkIsAtMostFourSecondsOfWholeGroupsOfPicturesAndOnlyTheLastIsShorter() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Chunk> chunks = ChunkPlan.of(film(new Random(seed)), SETTINGS);

            for (Chunk chunk : chunks) {
                boolean last = chunk.equals(chunks.get(chunks.size() - 1));
                assertThat(chunk.frames())
                        .as("seed %d: %s", seed, chunk)
                        .isBetween(last ? 1 : ChunkPlan.CHUNK_FRAMES, ChunkPlan.CHUNK_FRAMES);
                assertThat(chunk.firstFrame() % SETTINGS.gopFrames())
                        .as("seed %d: %s begins with a key frame of the whole film", seed, chunk)
                        .isZero();
            }
        }
    }

    @Test
    void theSameFilmHasTheSameChunksAndNoTwoOfThemShareAName() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Chunk> chunks = ChunkPlan.of(film(new Random(seed)), SETTINGS);

            assertThat(ChunkPlan.of(film(new Random(seed)), SETTINGS))
                    .as("seed %d", seed)
                    .isEqualTo(chunks);
            assertThat(chunks).as("seed %d", seed).extracting(Chunk::name).doesNotHaveDuplicates();
        }
    }

    @Test
    void aChangeOfOneShotRenamesTheChunksThatShowItAndNoOthers() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            Film film = film(random);
            int changed = random.nextInt(film.shots().size());
            List<Chunk> before = ChunkPlan.of(film, SETTINGS);
            List<Chunk> after = ChunkPlan.of(with(film, changed, other), SETTINGS);

            for (int i = 0; i < before.size(); i++) {
                boolean same = before.get(i).equals(after.get(i));
                if (shows(film, changed, before.get(i), 0)) {
                    assertThat(same)
                            .as("seed %d: shot %d, %s", seed, changed, before.get(i))
                            .isFalse();
                } else if (!shows(film, changed, before.get(i), 2)) {
                    assertThat(same)
                            .as("seed %d: shot %d, %s", seed, changed, before.get(i))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aFileWithTheSameNameAndOtherContentIsAnotherSource() throws IOException {
        Film film = film(new Random(1));
        List<Chunk> before = ChunkPlan.of(film, SETTINGS);

        Files.writeString(photo, "painted over");

        assertThat(ChunkPlan.of(film, SETTINGS))
                .hasSameSizeAs(before)
                .extracting(Chunk::name)
                .doesNotContainAnyElementsOf(before.stream().map(Chunk::name).toList());
    }

    /** @param margin number of frames around the shot within which a chunk may count as showing it */
    private static boolean shows(Film film, int shot, Chunk chunk, int margin) {
        Film.Shot it = film.shots().get(shot);
        int from = FrameClock.frames(it.start());
        // The last frame is held where the film is longer than its shots.
        int to = shot == film.shots().size() - 1
                ? FrameClock.frames(film.length())
                : FrameClock.frames(it.start().plus(it.length()));
        return from < chunk.firstFrame() + chunk.frames() + margin && to > chunk.firstFrame() - margin;
    }

    private static Film with(Film film, int index, Path source) {
        List<Film.Shot> shots = new ArrayList<>(film.shots());
        Film.Shot old = shots.get(index);
        shots.set(
                index,
                new Film.Shot(
                        new Film.Source.Still(source),
                        old.start(),
                        old.length(),
                        old.motion(),
                        old.fit(),
                        old.look(),
                        old.transition()));
        return new Film(film.canvas(), film.length(), shots, film.titles(), film.sounds(), film.fades(), film.seed());
    }

    /** Shots of 50 ms to 10 s, each beginning within the previous one; the film may be longer than its shots. */
    private Film film(Random random) {
        List<Film.Shot> shots = new ArrayList<>();
        long start = 0;
        long end = 0;
        for (int shot = 1 + random.nextInt(12); shot > 0; shot--) {
            long length = 50L + random.nextInt(10_000);
            end = start + length;
            shots.add(new Film.Shot(
                    new Film.Source.Still(photo),
                    Duration.ofMillis(start),
                    Duration.ofMillis(length),
                    new Film.Motion(
                            List.of(new Film.Framing(0.5, 0.5, 1), new Film.Framing(0.5, 0.5, 1 + random.nextDouble())),
                            Film.Easing.SMOOTH),
                    Film.Fit.COVER,
                    Film.Look.NONE,
                    Film.Transition.cut()));
            start = end - random.nextInt((int) Math.min(length, 1_000));
        }
        Duration length = Duration.ofMillis(end + (random.nextInt(4) == 0 ? random.nextInt(9_000) : 0));
        return new Film(
                new Film.Canvas(320, 180),
                length,
                shots,
                titles(random, length),
                List.of(),
                new Film.Fades(Duration.ofMillis(random.nextInt(3_000)), Duration.ofMillis(random.nextInt(3_000))),
                random.nextLong());
    }

    private static List<Film.Title> titles(Random random, Duration film) {
        return random.nextBoolean()
                ? List.of()
                : List.of(new Film.Title(
                        "Title",
                        Duration.ofMillis(random.nextInt((int) film.toMillis())),
                        Duration.ofMillis(1 + random.nextInt(8_000)),
                        Film.Title.Place.CENTER,
                        8,
                        0xFFFFFF,
                        Duration.ofMillis(300)));
    }
}
