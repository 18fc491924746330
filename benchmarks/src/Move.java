package io.longtake.studio.render;

import io.longtake.studio.film.Film;
import io.longtake.studio.film.LibavFilmRenderer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A film of one plain move, for the tracker: {@code PHOTO PAN|SLOW|ZOOM|BOTH SECONDS OUTPUT}. */
public final class Move {
    public static void main(String[] arguments) throws Exception {
        List<Film.Framing> path =
                switch (arguments[1]) {
                    case "PAN" -> List.of(new Film.Framing(0.45, 0.5, 1.25), new Film.Framing(0.55, 0.5, 1.25));
                    case "SLOW" -> List.of(new Film.Framing(0.45, 0.5, 1.25), new Film.Framing(0.52, 0.5, 1.25));
                    case "ZOOM" -> List.of(new Film.Framing(0.5, 0.4, 1), new Film.Framing(0.5, 0.4, 1.25));
                    default -> List.of(new Film.Framing(0.4, 0.5, 1), new Film.Framing(0.6, 0.4, 1.25));
                };
        Duration length = Duration.ofSeconds(Long.parseLong(arguments[2]));
        Film film = new Film(
                new Film.Canvas(1920, 1080),
                length,
                List.of(new Film.Shot(
                        new Film.Source.Still(Path.of(arguments[0])),
                        Duration.ZERO,
                        length,
                        new Film.Motion(path, Film.Easing.LINEAR),
                        Film.Fit.COVER,
                        Film.Look.NONE,
                        Film.Transition.cut())),
                List.of(),
                List.of(),
                new Film.Fades(Duration.ZERO, Duration.ZERO),
                7);
        Path output = Path.of(arguments[3]);
        new LibavFilmRenderer()
                .render(film, output, Files.createTempDirectory("move"), done -> {}, () -> false);
        Runtime.getRuntime().halt(0);
    }
}
