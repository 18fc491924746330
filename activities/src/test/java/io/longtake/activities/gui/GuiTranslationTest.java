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
    void instructions_are_removed_and_content_is_kept(Row row) {
        var translated = GuiTranslation.of(row.said());
        assertThat(translated.text()).isEqualTo(row.left());
        assertThat(translated.actions().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")))
                .isEqualTo(Stream.of(row.actions().split(" ")).sorted().collect(Collectors.joining(" ")));
    }

    @Test
    void instructions_are_recognised_next_to_chinese_letters() {
        assertThat(GuiTranslation.of("已添加音乐。点击export按钮即可。").sentence()).isEqualTo("已添加音乐。");
    }

    @Test
    void the_table_has_enough_rows() {
        assertThat(rows().count()).isGreaterThanOrEqualTo(150);
    }

    @Test
    void a_reply_of_only_instructions_becomes_the_implied_actions() {
        assertThat(GuiTranslation.of("Click [Export] to download.").sentence())
                .isEqualTo("The video can be exported now.");
        assertThat(GuiTranslation.of("点击导出按钮即可下载视频。").sentence()).isEqualTo("现在可以导出视频。");
    }

    @Test
    void a_long_reply_without_instructions_is_unchanged() {
        var text = "Scene one: a harbour.\n\n\n\nScene two, slowly:  fog.\n"
                .repeat(200)
                .strip();
        assertThat(GuiTranslation.of(text).text()).isEqualTo(text);
    }
}
