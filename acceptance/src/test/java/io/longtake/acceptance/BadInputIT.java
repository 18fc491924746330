package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

/** User errors: one clear sentence, the right exit code, and no partial output. */
class BadInputIT extends SharedInstallation {
    private Product.Result make(String file, String... more) {
        Path output = folder.resolve("never.mp4");
        String[] all = Stream.concat(Stream.of("make", file, "--output", output.toString()), Stream.of(more))
                .toArray(String[]::new);
        Product.Result result = product.run(all);
        assertThat(output).doesNotExist();
        return result;
    }

    private static void saysInOneSentence(Product.Result result, int exit, String... words) {
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
        assertThat(result.err()).contains(words).doesNotContain("Exception", "\tat ");
    }

    @Test
    void aTextFileNamedJpg() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.jpg"), "shopping: milk, bread\n".repeat(20));
        saysInOneSentence(make(text.toString()), 2, "notes.jpg", "text", "Nothing was sent");
    }

    @Test
    void anEmptyFile() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.jpg"));
        saysInOneSentence(make(empty.toString()), 2, "empty.jpg", "empty");
    }

    @Test
    void aFileOf201Megabytes() throws IOException {
        Path large = folder.resolve("large.jpg");
        Files.copy(Product.PHOTO, large);
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(201L * 1024 * 1024);
        }
        saysInOneSentence(make(large.toString()), 2, "large.jpg", "201", "200 MB");
    }

    @Test
    void invalidSettingsOfTraces() {
        try (Product traced = new Product(folder.resolve("traced"))) {
            traced.with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
                    .with("OTEL_EXPORTER_OTLP_PROTOCOL", "nonsense");
            saysInOneSentence(traced.run("config", "list"), 2, "OTEL_", "nonsense");
        }
    }

    @Test
    void aFolder() {
        saysInOneSentence(make(folder.toString()), 2, "folder");
    }

    @Test
    void aMissingFile() {
        saysInOneSentence(make("/nowhere/holiday.jpg"), 3, "/nowhere/holiday.jpg");
    }

    /** The first half of a photo, as after an interrupted transfer. */
    private Path cut(String name) throws IOException {
        byte[] whole = Files.readAllBytes(Product.PHOTO);
        return Files.write(folder.resolve(name), Arrays.copyOf(whole, whole.length / 2));
    }

    @Test
    void allBadFilesAreReportedTogetherAndNothingIsSent() throws IOException {
        long before = new StudioLedger(product).entries().size();
        Path cut = cut("cut.jpg");
        Path text = Files.writeString(folder.resolve("list.jpg"), "milk, bread");

        Product.Result result = make(cut.toString(), Product.PHOTO.toString(), text.toString(), "--json");

        saysInOneSentence(result, 2, "2 of 3 files", "cut.jpg", "list.jpg", "--skip-bad");
        assertThat(result.json().at("/error/files")).hasSize(2);
        assertThat(new StudioLedger(product).entries()).hasSize((int) before);
    }

    @Test
    void badFilesAreSkippedOnRequest() throws IOException {
        String name = "esc\u001b]0;owned\u0007 \"q\"\n\u202e 100%.jpg";
        Path odd = Files.copy(Product.PHOTO, folder.resolve(name));
        Path film = folder.resolve("left.mp4");

        Product.Result result = product.run(
                "make",
                cut("half.jpg").toString(),
                odd.toString(),
                "--skip-bad",
                "--json",
                "--prompt",
                "a 1 second video, keep it still",
                "--output",
                film.toString());

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(film).exists();
        assertThat(result.json().at("/skipped")).hasSize(1);
        assertThat(result.json().at("/skipped/0/file").asText()).endsWith("/half.jpg");
        assertThat(result.json().at("/skipped/0/reason").asText()).contains("cut off");
        assertThat(result.err()).contains("Skipped: ");

        String session = result.json().path("session").asText();
        Product.Result shown = product.ok("show", session);
        assertThat(shown.out()).contains("esc␛]0;owned␇ \"q\"␊[U+202E] 100%.jpg");
        for (String text :
                List.of(shown.out(), result.err(), product.ok("status", session).out())) {
            assertThat(text).doesNotContainPattern("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u202A-\\u202E\\u2066-\\u2069]");
        }
    }

    @Test
    void withoutAUsableFileNothingIsStarted() throws IOException {
        saysInOneSentence(make(cut("only.jpg").toString(), "--skip-bad"), 2, "only.jpg", "No usable file is left");
    }

    @Test
    void aTruncatedFileIsRefusedForAnotherBackendToo() throws IOException {
        saysInOneSentence(make(cut("cloud.jpg").toString(), "--backend", "http://127.0.0.1:9"), 2, "cloud.jpg");
    }

    @Test
    void audioOnly() throws IOException {
        Path sound = folder.resolve("beep.wav");
        var silence = new AudioInputStream(
                new ByteArrayInputStream(new byte[16_000]), new AudioFormat(8_000, 16, 1, true, false), 8_000);
        AudioSystem.write(silence, AudioFileFormat.Type.WAVE, sound.toFile());
        saysInOneSentence(make(sound.toString()), 2, "beep.wav", "at least one photo or video");
    }

    @Test
    void anOutputThatIsNotAFilmName() {
        for (String output : List.of("-", ".", "", "films/", "film.mov")) {
            saysInOneSentence(product.run("make", Product.PHOTO.toString(), "--output", output), 2, "output");
        }
        assertThat(folder.resolve("-")).doesNotExist();
    }

    @Test
    void aBackendThatCannotBeReached() {
        saysInOneSentence(
                make(Product.PHOTO.toString(), "--backend", "http://127.0.0.1:9", "--session", "far"),
                75,
                "127.0.0.1:9");
    }

    @Test
    void anEmptyPrompt() {
        saysInOneSentence(make(Product.PHOTO.toString(), "--prompt", "  "), 2, "prompt");
    }

    @Test
    void anOutputThatCannotBeWritten() {
        Product.Result result = product.run("make", Product.PHOTO.toString(), "--output", "/proc/nowhere/out.mp4");
        saysInOneSentence(result, 1, "/proc/nowhere");
    }

    @Test
    void aSessionThatDoesNotExist() {
        saysInOneSentence(product.run("edit", "nobody", "make it 10 seconds"), 3, "nobody");
        saysInOneSentence(product.run("show", "nobody"), 3, "nobody");
        saysInOneSentence(product.run("wait", "nobody"), 3, "nobody");
    }

    @Test
    void aTokenThatIsRefused() {
        try (Product other = new Product(folder.resolve("other")).with("NEMO_TOKEN", "nmv_usr_wrong")) {
            Product.Result result = other.run(
                    "make",
                    Product.PHOTO.toString(),
                    "--output",
                    folder.resolve("never.mp4").toString());
            saysInOneSentence(result, 4, "NEMO_TOKEN");
            assertThat(result.err() + result.out()).doesNotContain("nmv_usr_wrong");
        }
    }
}
