package io.longtake.workflows.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.workflows.Limits;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FileNamesTest {
    private static FileNames files(int from, int to) {
        return FileNames.of(IntStream.range(from, to)
                .mapToObj(n -> new MediaRef("" + n, 1, n + ".jpg", "image/jpeg"))
                .toList());
    }

    @Test
    void fewFilesAreNamedAndManyAreCounted() {
        assertThat(files(0, 3).asText()).isEqualTo("0.jpg, 1.jpg, 2.jpg");
        assertThat(files(0, 500).asText())
                .isEqualTo("0.jpg, 1.jpg, 2.jpg, 3.jpg, 4.jpg, 5.jpg, 6.jpg, 7.jpg, 8.jpg, 9.jpg and 490 more");
        assertThat(files(0, 500).asText(2)).isEqualTo("0.jpg, 1.jpg and 498 more");
        assertThat(new FileNames(1, List.of()).asText()).isEqualTo("1 file");
        assertThat(new FileNames(7, List.of()).asText()).isEqualTo("7 files");
    }

    @Test
    void namesAreLimitedInTotalLength() {
        String name = "n".repeat(Limits.NAMED_CHARACTERS / 2);
        FileNames three = FileNames.of(List.of(
                new MediaRef("a", 1, name, "image/jpeg"),
                new MediaRef("b", 1, name, "image/jpeg"),
                new MediaRef("c", 1, name, "image/jpeg")));

        assertThat(three.asText()).isEqualTo(name + ", " + name + " and 1 more");
    }

    @Test
    void filesAfterCountedFilesAreOnlyCounted() {
        assertThat(files(0, 2).and(files(2, 4)).asText()).isEqualTo("0.jpg, 1.jpg, 2.jpg, 3.jpg");
        assertThat(files(0, 20).and(files(20, 21)).count()).isEqualTo(21);
        assertThat(files(0, 20).and(files(20, 21)).asText()).endsWith("9.jpg and 11 more");
        assertThat(new FileNames(5, List.of()).and(files(0, 1)).asText()).isEqualTo("6 files");
        assertThat(FileNames.none().and(files(0, 1))).isEqualTo(files(0, 1));
    }
}
