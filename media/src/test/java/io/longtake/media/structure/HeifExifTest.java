package io.longtake.media.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeifExifTest {
    private static byte[] still(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(HeifExifTest.class.getResourceAsStream("/stills/" + name))) {
            return in.readAllBytes();
        }
    }

    private static boolean asks(byte[] file) {
        return HeifExif.asksForATurn(new Bytes(List.of(ByteBuffer.wrap(file)), file.length));
    }

    @ParameterizedTest
    @CsvSource({"exif-turn-only.heic,true", "plain.heic,false"})
    void stillsOfTools(String name, boolean turn) throws IOException {
        assertThat(asks(still(name))).isEqualTo(turn);
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,false", "2,true", "3,true", "6,true", "8,true", "9,false"})
    void theOrientationIsRead(int value, boolean turn) throws IOException {
        byte[] file = still("exif-turn-only.heic");
        file[orientation(file) + 9] = (byte) value;
        assertThat(asks(file)).isEqualTo(turn);
    }

    /** Of a SHORT in big endian: tag, type, count. */
    private static int orientation(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1).indexOf("\1\22\0\3\0\0\0\1");
    }

    @Test
    void whatIsCutOrBrokenAsksForNothing() throws IOException {
        byte[] whole = still("exif-turn-only.heic");
        for (int length = 0; length <= orientation(whole) + 8; length += 3) {
            assertThat(asks(Arrays.copyOf(whole, length))).isFalse();
        }
        Random random = new Random(9);
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = whole.clone();
            broken[random.nextInt(600)] = (byte) random.nextInt();
            broken[random.nextInt(600)] = (byte) random.nextInt();
            assertThatCode(() -> asks(broken)).doesNotThrowAnyException();
        }
    }
}
