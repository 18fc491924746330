package io.longtake.media.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.media.picture.PackedPicture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmoothEncodingTest {
    private static final VideoSettings SETTINGS = VideoSettings.forFilm(64, 48, 30);

    @TempDir
    Path folder;

    /** x264 writes its settings into the stream. It ignores an option that it doesn't know without a message. */
    @Test
    void x264UsesAllOptionsThatKeepSlowMovesSmooth() throws IOException {
        Path chunk = folder.resolve("chunk");
        try (ChunkEncoder encoder = new ChunkEncoder(SETTINGS, chunk)) {
            encoder.add(PackedPicture.black(SETTINGS.width(), SETTINGS.height()));
            encoder.finish();
        }

        String stream = Files.readString(chunk, StandardCharsets.ISO_8859_1);

        assertThat(stream)
                .contains(" fast_pskip=0 ", " decimate=0 ", " deadzone=8,11 ", " mbtree=0 ", " qcomp=1.00 ")
                .contains(" crf=" + SETTINGS.crf() + ".0 ");
    }

    @Test
    void differentSettingsHaveDifferentFingerprints() {
        VideoSettings plain = new VideoSettings(
                SETTINGS.width(),
                SETTINGS.height(),
                SETTINGS.fps(),
                SETTINGS.preset(),
                SETTINGS.crf(),
                "",
                SETTINGS.gopFrames(),
                SETTINGS.threads());

        assertThat(plain.fingerprint()).isNotEqualTo(SETTINGS.fingerprint());
        assertThat(SETTINGS.withThreads(1).fingerprint()).isNotEqualTo(SETTINGS.fingerprint());
    }
}
