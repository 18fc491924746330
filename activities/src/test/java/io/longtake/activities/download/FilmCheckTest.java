package io.longtake.activities.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmCheckTest {
    @TempDir
    Path folder;

    @Test
    void aCompleteFilmHasItsSizeAndLength() throws IOException {
        assertThat(FilmCheck.check(file(TinyFilm.of("vide"))))
                .isEqualTo(new FilmFacts(1920, 1080, Duration.ofMinutes(2)));
    }

    @Test
    void aTruncatedFilmIsRejected() throws IOException {
        byte[] film = TinyFilm.of("vide");
        for (int length = 0; length < film.length; length++) {
            Path cut = file(Arrays.copyOf(film, length));
            assertThatThrownBy(() -> FilmCheck.check(cut)).isInstanceOf(DamagedFilmException.class);
        }
    }

    @Test
    void soundAloneIsNotAFilm() throws IOException {
        Path sound = file(TinyFilm.of("soun"));

        assertThatThrownBy(() -> FilmCheck.check(sound)).hasMessageContaining("no video track");
    }

    @Test
    void aWebPageIsNotAFilm() throws IOException {
        Path page = file("<html><body>sign in to continue</body></html>".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> FilmCheck.check(page)).hasMessageContaining("is not an MP4 file");
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("film.mp4"), bytes);
    }
}
