package io.longtake.cli.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramLineTest {
    @Test
    void spacesSeparateWordsUnlessTheyAreQuoted() {
        assertThat(ProgramLine.words("notify-send  'film ready' \"it's done\""))
                .containsExactly("notify-send", "film ready", "it's done");
        assertThat(ProgramLine.words("\tsay a'b c'd '' ")).containsExactly("say", "ab cd", "");
    }

    @Test
    void noOtherCharacterHasAMeaning() {
        assertThat(ProgramLine.words("echo $HOME `id` ; rm *.mp4 > a\\ b && c"))
                .containsExactly("echo", "$HOME", "`id`", ";", "rm", "*.mp4", ">", "a\\", "b", "&&", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "''", "say 'hello", "say it's"})
    void aLineWithoutAProgramOrWithAnOpenQuotationIsRefused(String line) {
        assertThatThrownBy(() -> ProgramLine.words(line)).hasMessageContaining("--on-done");
    }
}
