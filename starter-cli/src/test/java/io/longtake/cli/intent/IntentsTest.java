package io.longtake.cli.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntentsTest {
    private record Row(String sentence, String expected) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    static Stream<Row> rows() {
        try (var in = Objects.requireNonNull(IntentsTest.class.getResourceAsStream("sentences.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#") && !line.isBlank())
                            .map(line -> line.split("\t"))
                            .map(parts -> new Row(parts[0], parts[1]))
                            .toList()
                            .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aSentenceHasTheExpectedIntents(Row row) {
        var expected = row.expected().equals("edit") ? "edit:" + row.sentence() : row.expected();
        assertThat(Intents.of(row.sentence()).stream().map(IntentsTest::word).collect(Collectors.joining("|")))
                .isEqualTo(expected);
    }

    @Test
    void theTableHasEnoughSentences() {
        assertThat(rows().count()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void aRequestMayEndWithAFullStopOrALineEnd() {
        assertThat(Intents.of(" export.\n")).isEqualTo(List.of(new Intent.Export()));
    }

    private static String word(Intent intent) {
        if (intent instanceof Intent.Upload upload) {
            return "upload:" + String.join(",", upload.files());
        }
        if (intent instanceof Intent.Edit edit) {
            return "edit:" + edit.message();
        }
        return intent.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }
}
