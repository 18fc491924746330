package io.longtake.activities.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmCheckTest {
    @TempDir
    Path folder;

    @Test
    void aWholeFilmTellsItsSizeAndLength() throws IOException {
        assertThat(FilmCheck.check(file(film("vide")))).isEqualTo(new FilmFacts(1920, 1080, Duration.ofMinutes(2)));
    }

    @Test
    void aFilmIsRefusedWhereverItIsCutOff() throws IOException {
        byte[] film = film("vide");
        for (int length = 0; length < film.length; length++) {
            Path cut = file(Arrays.copyOf(film, length));
            assertThatThrownBy(() -> FilmCheck.check(cut)).isInstanceOf(DamagedFilmException.class);
        }
    }

    @Test
    void soundAloneIsNoFilm() throws IOException {
        Path sound = file(film("soun"));

        assertThatThrownBy(() -> FilmCheck.check(sound)).hasMessageContaining("no picture");
    }

    @Test
    void aWebPageIsNoFilm() throws IOException {
        Path page = file("<html><body>sign in to continue</body></html>".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> FilmCheck.check(page)).hasMessageContaining("no MP4");
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("film.mp4"), bytes);
    }

    private static byte[] film(String handler) {
        byte[] movie =
                ByteBuffer.allocate(100).putInt(12, 1000).putInt(16, 120_000).array();
        byte[] size = ByteBuffer.allocate(84)
                .putInt(76, 1920 << 16)
                .putInt(80, 1080 << 16)
                .array();
        byte[] kind = new byte[24];
        System.arraycopy(handler.getBytes(StandardCharsets.US_ASCII), 0, kind, 8, 4);
        byte[] track = box("trak", join(box("tkhd", size), box("mdia", box("hdlr", kind))));
        return join(box("ftyp", new byte[8]), box("moov", join(box("mvhd", movie), track)), box("mdat", new byte[64]));
    }

    private static byte[] box(String type, byte[] content) {
        return new Buffer()
                .writeInt(content.length + 8)
                .writeUtf8(type)
                .write(content)
                .readByteArray();
    }

    private static byte[] join(byte[]... parts) {
        Buffer all = new Buffer();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.readByteArray();
    }
}
