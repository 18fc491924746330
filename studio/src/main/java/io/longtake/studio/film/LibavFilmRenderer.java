package io.longtake.studio.film;

import io.longtake.media.encode.ChunkEncoder;
import io.longtake.media.encode.ChunkFile;
import io.longtake.media.encode.Mp4;
import io.longtake.media.encode.SoundEncoder;
import io.longtake.media.encode.VideoSettings;
import io.longtake.media.picture.PackedPicture;
import io.longtake.studio.film.picture.Compositor;
import io.longtake.studio.film.sound.Soundtrack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/**
 * Renders with libav in this process. The picture is made in chunks of whole groups of pictures, each of them a file that
 * stays; the sound once; both are put together last. Stateless: several renders may run at the same time.
 */
public final class LibavFilmRenderer implements FilmRenderer {
    /** Four seconds: what a killed render does again at most, and two groups of pictures. */
    private static final int CHUNK_FRAMES = 4 * Film.FPS;

    /** The part of the progress that is pictures; the rest is sound and the final file. */
    private static final double PICTURES = 0.94;

    @Override
    public void render(Film film, Path output, Path work, DoubleConsumer progress, BooleanSupplier cancelled)
            throws IOException {
        Files.createDirectories(work);
        VideoSettings settings =
                VideoSettings.forFilm(film.canvas().widthPx(), film.canvas().heightPx(), Film.FPS);
        progress.accept(0);
        Path sound = sound(film, work, cancelled);
        List<Mp4.Chunk> chunks = pictures(film, settings, work, progress, cancelled);
        stopIf(cancelled);
        Path part = output.resolveSibling(output.getFileName() + ".part");
        Mp4.write(chunks, sound, part);
        Files.move(part, output, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        progress.accept(1);
    }

    private static Path sound(Film film, Path work, BooleanSupplier cancelled) throws IOException {
        Path done = work.resolve("sound.aac");
        if (Files.exists(done)) {
            return done;
        }
        Path pcm = work.resolve("sound.f32");
        Soundtrack.render(film, work, pcm, cancelled);
        Path part = work.resolve("sound.aac.part");
        SoundEncoder.encode(pcm, Soundtrack.samples(film), part);
        Files.delete(pcm);
        Files.move(part, done, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return done;
    }

    private static List<Mp4.Chunk> pictures(
            Film film, VideoSettings settings, Path work, DoubleConsumer progress, BooleanSupplier cancelled)
            throws IOException {
        int frames = FrameClock.frames(film.length());
        List<Mp4.Chunk> chunks = new ArrayList<>();
        PackedPicture picture = PackedPicture.black(settings.width(), settings.height());
        try (Compositor compositor = new Compositor(film)) {
            for (int first = 0; first < frames; first += CHUNK_FRAMES) {
                int count = Math.min(CHUNK_FRAMES, frames - first);
                Path file = work.resolve("chunk-" + first + ".h264");
                if (!ChunkFile.isWhole(file, count)) {
                    Path part = work.resolve(file.getFileName() + ".part");
                    try (ChunkEncoder encoder = new ChunkEncoder(settings, part)) {
                        for (int i = 0; i < count; i++) {
                            stopIf(cancelled);
                            compositor.draw(first + i, picture);
                            encoder.add(picture);
                            progress.accept(PICTURES * (first + i + 1) / frames);
                        }
                        encoder.finish();
                    }
                    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                }
                chunks.add(new Mp4.Chunk(file, count));
            }
        }
        return chunks;
    }

    private static void stopIf(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("the render was cancelled");
        }
    }
}
