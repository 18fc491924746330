package io.longtake.media.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
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
        return HeifExif.requestsRotation(new Bytes(List.of(ByteBuffer.wrap(file)), file.length));
    }

    @ParameterizedTest
    @CsvSource({"exif-turn-only.heic,true", "plain.heic,false"})
    void stillsWrittenByTools(String name, boolean turn) throws IOException {
        assertThat(asks(still(name))).isEqualTo(turn);
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,false", "2,true", "3,true", "6,true", "8,true", "9,false"})
    void theOrientationIsRead(int value, boolean turn) throws IOException {
        byte[] file = still("exif-turn-only.heic");
        file[orientation(file) + 9] = (byte) value;
        assertThat(asks(file)).isEqualTo(turn);
    }

    /** The position of the orientation entry, found by the tag, type SHORT and count in big endian. */
    private static int orientation(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1).indexOf("\1\22\0\3\0\0\0\1");
    }

    @Test
    void damagedExifRequestsNoRotation() throws IOException {
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

    /** Metadata may contain small items themselves, in {@code idat} (ISO/IEC 14496-12, 8.11.11). */
    @ParameterizedTest
    @CsvSource({"6,true", "1,false"})
    void aBlockInTheDescriptionIsRead(int value, boolean turn) {
        String block =
                "00000000" + "4d4d002a00000008" + "0001" + "011200030000000100%02x0000".formatted(value) + "00000000";
        String data = "%08x".formatted(8 + block.length() / 2) + "69646174" + block;
        // iinf with an infe for item 1, "Exif"; iloc, which places item 1 at the first byte of idat.
        String items = "00000023" + "69696e66" + "00000000" + "0001" + "00000015" + "696e6665" + "02000000" + "00010000"
                + "45786966" + "00";
        String places = "00000020" + "696c6f63" + "01000000" + "4400" + "0001" + "0001" + "0001" + "0000" + "0001"
                + "00000000" + "%08x".formatted(block.length() / 2);
        String description = "6d657461" + "00000000" + items + places + data;
        String file = "%08x".formatted(4 + description.length() / 2) + description;

        assertThat(asks(HexFormat.of().parseHex(file))).isEqualTo(turn);
    }

    /** A reader that follows nested metadata boxes would recurse as deep as the file is long. */
    @Test
    void nestedDescriptionsAreNotFollowed() {
        int depth = 200_000;
        ByteBuffer nested = ByteBuffer.allocate(12 * depth);
        for (int i = 0; i < depth; i++) {
            nested.putInt(12 * (depth - i))
                    .put("meta".getBytes(StandardCharsets.ISO_8859_1))
                    .putInt(0);
        }

        assertThat(asks(nested.array())).isFalse();
    }
}
