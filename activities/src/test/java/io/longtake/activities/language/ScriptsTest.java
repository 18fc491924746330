package io.longtake.activities.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Character.UnicodeScript;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptsTest {
    @Test
    void aTextInBothLanguagesIsChinese() {
        assertThat(Scripts.isChinese("把 Summer.jpg 放在开头")).isTrue();
        assertThat(Scripts.isChinese("put Summer.jpg first")).isFalse();
        assertThat(Scripts.isChinese("サマーを")).isFalse();
    }

    @Test
    void lettersAreCountedByScript() {
        assertThat(Scripts.letters("把 Ab 1, のん!"))
                .isEqualTo(Map.of(UnicodeScript.HAN, 1, UnicodeScript.LATIN, 2, UnicodeScript.HIRAGANA, 2));
    }
}
