package io.longtake.activities.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuiTranslationTest {
    private record Row(String said, String left, String actions) {
        @Override
        public String toString() {
            return said;
        }
    }

    static Stream<Row> rows() {
        try (var in = Objects.requireNonNull(GuiTranslationTest.class.getResourceAsStream("replies.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> line.replace("\\n", "\n").split("\t", -1))
                            .map(parts -> new Row(parts[0], parts[1], parts[2]))
                            .toList()
                            .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void instructionsAreRemovedAndContentIsKept(Row row) {
        var translated = GuiTranslation.of(row.said());
        assertThat(translated.text()).isEqualTo(row.left());
        assertThat(translated.actions().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")))
                .isEqualTo(Stream.of(row.actions().split(" ")).sorted().collect(Collectors.joining(" ")));
    }

    @Test
    void instructionsAreRecognisedNextToChineseLetters() {
        assertThat(GuiTranslation.of("已添加音乐。点击export按钮即可。").sentence()).isEqualTo("已添加音乐。");
    }

    @Test
    void theTableHasEnoughRows() {
        assertThat(rows().count()).isGreaterThanOrEqualTo(150);
    }

    @Test
    void aReplyOfOnlyInstructionsBecomesTheImpliedActions() {
        assertThat(GuiTranslation.of("Click [Export] to download.").sentence())
                .isEqualTo("The video can be exported now.");
        assertThat(GuiTranslation.of("点击导出按钮即可下载视频。").sentence()).isEqualTo("现在可以导出视频。");
    }

    @Test
    void aLongReplyWithoutInstructionsIsUnchanged() {
        var text = "Scene one: a harbour.\n\n\n\nScene two, slowly:  fog.\n"
                .repeat(200)
                .strip();
        assertThat(GuiTranslation.of(text).text()).isEqualTo(text);
    }
}
