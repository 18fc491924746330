package io.longtake.activities.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gives the same results on every Java version; the values were compared on 17 and 25. */
class WordBoundariesTest {
    @ParameterizedTest
    @CsvSource({
        "export, true",
        "点击export按钮, true",
        "导出export。, true",
        "export1, false",
        "reexport, false",
        "exporté, false",
        "éxport export, true",
        "'(export)', true",
        "export_all, false",
        "экспорт export, true"
    })
    void aWordInLatinLettersEndsWhereOtherLettersBegin(String text, boolean found) {
        assertThat(WordBoundaries.compile("\\bexport\\b").matcher(text).find()).isEqualTo(found);
    }

    /** Java's own {@code \b} differs between versions. */
    @Test
    void noPatternOfThisModuleUsesJavasWordBoundary() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                String text = Files.readString(source);
                boolean edges = text.contains("\\\\b") && !text.contains("WordBoundaries");

                assertThat(edges).as(source.toString()).isFalse();
            }
        }
    }
}
