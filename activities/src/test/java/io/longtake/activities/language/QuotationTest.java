package io.longtake.activities.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Send it\"",
                "“Send it”",
                "“Send it\"",
                "‘Send it’",
                "'Send it'",
                "'Don't send it'",
                "`Send it`",
                "«Send it»",
                "「发给我」",
                "『发给我』",
                "《发给我》"
            })
    void quotedTextIsHidden(String quotation) {
        var hidden = Quotation.hidden("title " + quotation + " end");

        assertThat(hidden).isEqualTo("title " + "\uFFFC".repeat(quotation.length()) + " end");
        assertThat(Quotation.leftOut("title " + quotation + " end")).isEqualTo("title   end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "don't send it, it isn't ready",
                "the 80's and the 90's",
                "it’s ready, don’t wait",
                "a 5\" screen",
                "an open \"quotation\nends with its line"
            })
    void textWithoutQuotationsIsUnchanged(String text) {
        assertThat(Quotation.hidden(text)).isEqualTo(text);
    }
}
