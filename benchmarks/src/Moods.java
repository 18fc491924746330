package io.longtake.studio.render;

import io.longtake.studio.film.Film;
import io.longtake.studio.film.libav.LibavFilmRenderer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Renders a small film with the music of each mood: {@code PHOTO SECONDS FOLDER}. */
public final class Moods {
    public static void main(String[] arguments) throws Exception {
        Duration length = Duration.ofSeconds(Long.parseLong(arguments[1]));
        Film.Framing still = new Film.Framing(0.5, 0.5, 1);
        for (Film.Mood mood : Film.Mood.values()) {
            Film film = new Film(
                    new Film.Canvas(32, 18),
                    length,
                    List.of(new Film.Shot(
                            new Film.Source.Still(Path.of(arguments[0])),
                            Duration.ZERO,
                            length,
                            new Film.Motion(List.of(still, still), Film.Easing.LINEAR),
                            Film.Fit.COVER,
                            Film.Look.NONE,
                            Film.Transition.cut())),
                    List.of(),
                    List.of(new Film.Sound.Music(
                            mood,
                            Optional.empty(),
                            Film.Instrument.OF_MOOD,
                            Duration.ZERO,
                            length,
                            1,
                            Duration.ZERO,
                            Duration.ofSeconds(2))),
                    new Film.Fades(Duration.ZERO, Duration.ZERO),
                    7);
            Path output = Path.of(arguments[2]).resolve(mood + "-" + length.toSeconds() + ".mp4");
            new LibavFilmRenderer().render(film, output, Files.createTempDirectory("moods"), done -> {}, () -> false);
        }
        Runtime.getRuntime().halt(0);
    }
}
