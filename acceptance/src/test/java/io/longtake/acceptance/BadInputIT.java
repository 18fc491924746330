package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person gets wrong: one clear sentence, the right exit code, nothing half-written. */
class BadInputIT {
    @TempDir
    static Path folder;

    private static Product product;

    @BeforeAll
    static void up() {
        product = new Product(folder.resolve("home"));
        product.ok("up");
    }

    @AfterAll
    static void down() {
        product.close();
    }

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
    void aTextFileCalledJpg() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.jpg"), "shopping: milk, bread\n".repeat(20));
        saysInOneSentence(make(text.toString()), 1, "notes.jpg", "text");
    }

    @Test
    void anEmptyFile() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.jpg"));
        saysInOneSentence(make(empty.toString()), 1, "empty.jpg", "empty");
    }

    @Test
    void aFileOf201Megabytes() throws IOException {
        Path large = folder.resolve("large.jpg");
        Files.copy(Product.PHOTO, large);
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(201L * 1024 * 1024);
        }
        saysInOneSentence(make(large.toString()), 1, "large.jpg", "201", "200 MB");
    }

    @Test
    void aFolder() {
        saysInOneSentence(make(folder.toString()), 1, "folder");
    }

    @Test
    void noSuchFile() {
        saysInOneSentence(make("/nowhere/holiday.jpg"), 3, "/nowhere/holiday.jpg");
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
