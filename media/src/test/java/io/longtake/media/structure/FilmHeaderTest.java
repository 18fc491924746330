package io.longtake.media.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilmHeaderTest {
    private static final byte[] TYPE = box("ftyp", new byte[8]);
    private static final byte[] DATA = box("mdat", new byte[16]);

    private static FilmHeader read(byte[]... boxes) throws StructureException {
        byte[] file = join(boxes);
        return FilmHeader.read(new Bytes(List.of(ByteBuffer.wrap(file)), file.length));
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer whole = ByteBuffer.allocate(
                List.of(parts).stream().mapToInt(part -> part.length).sum());
        List.of(parts).forEach(whole::put);
        return whole.array();
    }

    private static byte[] box(String type, byte[]... content) {
        byte[] inner = join(content);
        return box(type, inner.length + 8, inner);
    }

    private static byte[] box(String type, int length, byte[] content) {
        return ByteBuffer.allocate(content.length + 8)
                .putInt(length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(content)
                .array();
    }

    /** A movie of 90 s. */
    private static byte[] movie(byte[]... more) {
        byte[] head =
                ByteBuffer.allocate(100).putInt(12, 600).putInt(16, 54_000).array();
        return box("moov", box("mvhd", head), join(more));
    }

    private static byte[] track(String kind) {
        byte[] head = ByteBuffer.allocate(84)
                .putInt(76, 1280 << 16)
                .putInt(80, 720 << 16)
                .array();
        byte[] handler = ByteBuffer.allocate(24)
                .put(8, kind.getBytes(StandardCharsets.ISO_8859_1))
                .array();
        return box("trak", box("tkhd", head), box("mdia", box("hdlr", handler)));
    }

    @Test
    void sizeAndLengthAreRead() throws StructureException {
        assertThat(read(TYPE, movie(track("soun"), track("vide")), DATA))
                .isEqualTo(new FilmHeader(1280, 720, Duration.ofSeconds(90)));
    }

    @Test
    void aBoxMayHaveALengthOf64BitsOrNone() throws StructureException {
        byte[] wide = ByteBuffer.allocate(40)
                .putInt(1)
                .put("mdat".getBytes(StandardCharsets.ISO_8859_1))
                .putLong(40)
                .array();
        FilmHeader film = new FilmHeader(1280, 720, Duration.ofSeconds(90));

        assertThat(read(TYPE, wide, movie(track("vide")))).isEqualTo(film);
        assertThat(read(TYPE, movie(track("vide")), box("mdat", 0, new byte[50])))
                .isEqualTo(film);
    }

    @Test
    void aBoxLongerThanTheFileIsCutOff() {
        byte[] endless = ByteBuffer.allocate(40)
                .putInt(1)
                .put("mdat".getBytes(StandardCharsets.ISO_8859_1))
                .putLong(Long.MAX_VALUE)
                .array();
        byte[] negative = endless.clone();
        negative[8] = (byte) 0x80;

        for (byte[] data : List.of(endless, negative, box("mdat", 4, new byte[8]))) {
            assertThatThrownBy(() -> read(TYPE, movie(track("vide")), data))
                    .isInstanceOf(StructureException.class)
                    .hasMessage("is cut off");
        }
    }

    @Test
    void aBoxLongerThanItsContainerIsCutOff() {
        byte[] tooLong = box("udta", 400, new byte[8]);

        assertThatThrownBy(() -> read(TYPE, movie(track("vide"), tooLong), DATA))
                .hasMessage("is cut off");
    }

    @Test
    void theMissingPartIsNamed() {
        assertThatThrownBy(() -> read(DATA)).hasMessage("is not an MP4 file");
        assertThatThrownBy(() -> read(TYPE, DATA)).hasMessage("has no header (moov)");
        assertThatThrownBy(() -> read(TYPE, movie(track("vide")))).hasMessage("contains no media data (mdat)");
        assertThatThrownBy(() -> read(TYPE, movie(track("soun")), DATA)).hasMessage("has no video track");
    }
}
