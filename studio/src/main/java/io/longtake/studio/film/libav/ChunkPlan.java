package io.longtake.studio.film.libav;

import io.longtake.files.digest.Sha256;
import io.longtake.media.encode.VideoSettings;
import io.longtake.studio.film.Film;
import io.longtake.studio.film.Film.Shot;
import io.longtake.studio.film.Film.Source;
import io.longtake.studio.film.Film.Title;
import io.longtake.studio.film.FrameClock;
import io.longtake.studio.film.title.PlacedTitle;
import io.longtake.studio.film.title.TitleLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts a film into chunks and names each after everything that determines its frames. Chunks of the same name have the same
 * frames: they are reused after a crash, and after an edit elsewhere in the film.
 */
final class ChunkPlan {
    /** Increased whenever the same film would give other frames than before. */
    static final int RENDERER = 13;

    /** Four seconds: the most that a killed render has to repeat, and two groups of pictures. */
    static final int CHUNK_FRAMES = 4 * Film.FPS;

    /** @param name of its file, without the folder */
    record Chunk(int firstFrame, int frames, String name) {}

    private final Film film;
    private final VideoSettings settings;
    private final List<PlacedTitle> titles;
    private final Map<Path, String> sources = new HashMap<>();

    private ChunkPlan(Film film, VideoSettings settings) {
        this.film = film;
        this.settings = settings;
        this.titles = TitleLayout.of(film.canvas(), film.titles());
    }

    static List<Chunk> of(Film film, VideoSettings settings) throws IOException {
        return new ChunkPlan(film, settings).chunks();
    }

    /** The name of the file with the film's encoded sound. */
    static String soundName(Film film) throws IOException {
        ChunkPlan plan = new ChunkPlan(film, VideoSettings.forFilm(16, 16, Film.FPS));
        StringBuilder text = new StringBuilder("sound ").append(RENDERER);
        text.append(film.length()).append(film.fades().out()).append(film.seed());
        for (Film.Sound sound : film.sounds()) {
            text.append(plan.sound(sound)).append('\n');
        }
        return "sound-" + digest(text.toString()) + ".aac";
    }

    private List<Chunk> chunks() throws IOException {
        int length = FrameClock.frames(film.length());
        List<Chunk> chunks = new ArrayList<>();
        for (int first = 0; first < length; first += CHUNK_FRAMES) {
            int frames = Math.min(CHUNK_FRAMES, length - first);
            chunks.add(new Chunk(first, frames, "chunk-" + digest(description(first, frames)) + ".h264"));
        }
        return chunks;
    }

    private String description(int first, int frames) throws IOException {
        StringBuilder text = new StringBuilder("renderer ").append(RENDERER).append(' ');
        text.append(settings.fingerprint()).append(' ').append(frames).append('\n');
        for (int i = 0; i < film.shots().size(); i++) {
            Shot shot = film.shots().get(i);
            // The last frame is held where the film is longer than its shots.
            boolean goesOn = i == film.shots().size() - 1 && !beginsAfter(shot, first);
            if (goesOn || touches(shot.start(), shot.length(), first, frames)) {
                text.append(start(shot.start(), first)).append(source(shot.source()));
                text.append(shot.length()).append(shot.motion()).append(shot.fit());
                text.append(shot.look()).append(shot.transition()).append('\n');
            }
        }
        for (PlacedTitle placed : titles) {
            Title title = placed.title();
            if (touches(title.start(), title.length(), first, frames)) {
                // A title in another chunk may have moved this one.
                text.append(start(title.start(), first)).append(title).append(placed.box());
                // A title that opens the film does not fade in.
                text.append(placed.firstFrame() == 0).append('\n');
            }
        }
        if (first < FrameClock.frames(film.fades().in())) {
            text.append("in ").append(first).append(film.fades().in());
        }
        int rest = FrameClock.frames(film.length()) - first - frames;
        if (rest < FrameClock.frames(film.fades().out())) {
            text.append("out ").append(rest).append(film.fades().out());
        }
        return text.toString();
    }

    /** Whether a shot begins after frame {@code first}. */
    private static boolean beginsAfter(Shot shot, int first) {
        return FrameClock.frames(shot.start()) > first;
    }

    private static boolean touches(Duration start, Duration length, int first, int frames) {
        int from = FrameClock.frames(start);
        int to = FrameClock.frames(start.plus(length)) + 1;
        return from < first + frames && to > first;
    }

    private static String start(Duration start, int first) {
        return (FrameClock.frames(start) - first) + " ";
    }

    private String source(Source source) throws IOException {
        if (source instanceof Source.Still still) {
            return "still " + contents(still.file());
        }
        Source.Clip clip = (Source.Clip) source;
        return "clip " + contents(clip.file()) + clip.from() + " x" + clip.speed();
    }

    /** Without the file's path, which differs between machines. */
    private String sound(Film.Sound sound) throws IOException {
        if (sound instanceof Film.Sound.OfFile own) {
            return "file " + contents(own.file()) + ' ' + own.start() + own.length() + ' ' + own.volume() + ' '
                    + own.fadeIn() + own.fadeOut();
        }
        if (sound instanceof Film.Sound.OfClip clip) {
            return "clip " + contents(clip.file()) + ' ' + clip.from() + " x" + clip.speed() + ' ' + clip.start()
                    + clip.length() + ' ' + clip.volume();
        }
        return sound.toString();
    }

    private String contents(Path file) throws IOException {
        String known = sources.get(file);
        if (known == null) {
            known = Sha256.of(file);
            sources.put(file, known);
        }
        return known;
    }

    private static String digest(String text) {
        return Sha256.of(text).substring(0, 32);
    }
}
