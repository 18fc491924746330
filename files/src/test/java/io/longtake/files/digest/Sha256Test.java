package io.longtake.files.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
    /** FIPS 180-2, appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    @Test
    void bytesTextAndFileOfTheSameContentHaveTheSameDigest() throws IOException {
        assertThat(Sha256.of("abc".getBytes(StandardCharsets.UTF_8))).isEqualTo(ABC);
        assertThat(Sha256.of("abc")).isEqualTo(ABC);
        assertThat(Sha256.of(Files.writeString(folder.resolve("abc"), "abc"))).isEqualTo(ABC);
    }

    @Test
    void textIsDigestedAsUtf8() {
        assertThat(Sha256.of("光")).isEqualTo(Sha256.of(new byte[] {(byte) 0xe5, (byte) 0x85, (byte) 0x89}));
    }

    @Test
    void aFileOfMillionsOfBytesIsReadCompletely() throws IOException {
        byte[] content = new byte[3_000_001];
        content[content.length - 1] = 1;

        assertThat(Sha256.of(Files.write(folder.resolve("large"), content))).isEqualTo(Sha256.of(content));
    }

    @Test
    void piecesGiveTheSameDigest() {
        var digest = Sha256.digest();
        digest.update((byte) 'a');
        digest.update("bc".getBytes(StandardCharsets.UTF_8));

        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(ABC);
    }

    @Test
    void aMissingFileHasNoDigest() {
        assertThatThrownBy(() -> Sha256.of(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }
}
