package io.longtake.media.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.MediaFormat;
import io.longtake.media.MediaInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodeGuardTest {
    private final DecodeGuard guard = new DecodeGuard();

    @TempDir
    Path folder;

    @Test
    void aHeicBecomesAnUprightJpeg() throws IOException {
        Path heic = folder.resolve("IMG_0001.HEIC");
        try (InputStream in = getClass().getResourceAsStream("/stills/quarter-turn.heic")) {
            Files.copy(in, heic);
        }
        Path jpeg = folder.resolve("a b'c.jpg");
        guard.toJpeg(heic, jpeg);
        MediaInfo info = guard.probe(jpeg);
        assertThat(info.format()).isEqualTo(MediaFormat.JPEG);
        assertThat(info.width()).isEqualTo(64);
        assertThat(info.height()).isEqualTo(128);
    }

    @Test
    void aRefusalArrivesAsASentence() throws IOException {
        Path file = Files.writeString(folder.resolve("holiday.jpg"), "not a photo");
        assertThatThrownBy(() -> guard.toJpeg(file, folder.resolve("out.jpg")))
                .isInstanceOf(MediaException.class)
                .hasMessageStartingWith("holiday.jpg is not an image");
        assertThat(folder.resolve("out.jpg")).doesNotExist();
    }

    @Test
    void whatTakesTooLongIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("slow.jpg"), "not a photo");
        assertThatThrownBy(() -> new DecodeGuard(Duration.ofMillis(1)).probe(file))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_EXPENSIVE));
    }
}
