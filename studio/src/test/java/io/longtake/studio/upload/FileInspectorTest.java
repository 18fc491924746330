package io.longtake.studio.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longtake.media.corpus.Edit;
import io.longtake.media.corpus.Exif;
import io.longtake.studio.project.MediaFacts;
import io.longtake.studio.timeline.MediaItem.Kind;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Detects the type of a file from its content. */
class FileInspectorTest {
    @TempDir
    Path folder;

    private final FileInspector inspector = new FileInspector();

    /** Ends the child process, which would otherwise wait for files for half a minute. */
    @AfterEach
    void stop() {
        inspector.close();
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("whatever.txt"), content);
    }

    private static byte[] image(String format, int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "gif"})
    void imagesAreRecognisedByTheirHeader(String format) throws Exception {
        MediaFacts facts = inspector.inspect(file(image(format, 30, 20)));
        assertThat(facts).isEqualTo(new MediaFacts(Kind.IMAGE, format, Duration.ZERO, 30, 20, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 8})
    void aRotatedPhotoIsMeasuredAfterRotation(int orientation) throws Exception {
        byte[] turned = Edit.JpegSegment.exif(Exif.oriented(orientation)).apply(image("jpg", 30, 20));
        MediaFacts facts = inspector.inspect(file(turned));
        assertThat(facts.widthPx()).isEqualTo(orientation >= 5 ? 20 : 30);
        assertThat(facts.heightPx()).isEqualTo(orientation >= 5 ? 30 : 20);
    }

    @Test
    void aWebpIsAnImage() throws Exception {
        byte[] lossy = Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
        MediaFacts facts = inspector.inspect(file(lossy));
        assertThat(facts).isEqualTo(new MediaFacts(Kind.IMAGE, "webp", Duration.ZERO, 1, 1, 0));
    }

    @Test
    void soundHasALength() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        AudioInputStream silence = new AudioInputStream(
                new ByteArrayInputStream(new byte[16_000]), new AudioFormat(8000, 16, 1, true, false), 8000);
        AudioSystem.write(silence, AudioFileFormat.Type.WAVE, bytes);
        MediaFacts facts = inspector.inspect(file(bytes.toByteArray()));
        assertThat(facts).isEqualTo(new MediaFacts(Kind.AUDIO, "wav", Duration.ofSeconds(1), 0, 0, 0));
    }

    @Test
    void anImageWithTooManyPixelsIsRefusedBeforeDecoding() throws Exception {
        byte[] png = image("png", 2, 2);
        png[16] = 0;
        png[17] = 1;
        png[20] = 0;
        png[21] = 1;
        assertThatThrownBy(() -> inspector.inspect(file(png)))
                .isInstanceOf(UnsupportedMediaException.class)
                .hasMessageContaining("65538 x 65538");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain text",
                "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "%PDF-1.7",
                "\u0000\u0000\u0000\u0018ftypheic",
                "RIFF....WAVEnonsense",
                "\u0000\u0000\u0000\u0018ftypisom but then no more",
                "\u00ff\u00d8\u00ff\u00e0"
            })
    void formatsOutsideTheContractAreRefused(String content) {
        assertThatThrownBy(() -> inspector.inspect(file(content.getBytes(StandardCharsets.ISO_8859_1))))
                .isInstanceOf(UnsupportedMediaException.class);
    }
}
