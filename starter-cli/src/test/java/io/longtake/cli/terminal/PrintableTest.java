package io.longtake.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a window's title | x\u001b]0;owned\u0007.jpg | x␛]0;owned␇.jpg",
                "a colour | x\u001b[31mred\u001b[0m | x␛[31mred␛[0m",
                "a cursor's move by C1 | a\u009b2Jb | a[U+009B]2Jb",
                "C1 string terminator | a\u009db\u009c | a[U+009D]b[U+009C]",
                "backspaces | safe\b\b\b\bevil | safe␈␈␈␈evil",
                "delete | a\u007fb | a␡b",
                "an override of the direction | photo\u202egpj.exe | photo[U+202E]gpj.exe",
                "an isolate | a\u2067b\u2069 | a[U+2067]b[U+2069]",
                "a zero-width space | a\u200bb | a[U+200B]b",
                "a byte order mark inside | a\ufeffb | a[U+FEFF]b",
                "a joiner between Latin letters | a\u200db | a[U+200D]b",
                "a word joiner | a\u2060b | a[U+2060]b",
                "a line separator | a\u2028b | a[U+2028]b",
                "a blank letter of Hangul | a\u3164b | a[U+3164]b",
                "hidden variation selectors | a\ufe0f\ufe0fb | a\ufe0f[U+FE0F]b",
            })
    void controlAndInvisibleCharactersAreShown(String kind, String text, String shown) {
        assertThat(Printable.text(text)).as(kind).isEqualTo(shown);
        assertThat(Printable.line(text)).as(kind).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Müller und Söhne", // composed
                "Mu\u0308ller", // decomposed
                "👨\u200d👩\u200d👧\u200d👦 family",
                "👩🏽\u200d🚀 astronaut",
                "🏳\ufe0f\u200d🌈 ❤\ufe0f",
                "🏴\udb40\udc67\udb40\udc62\udb40\udc73\udb40\udc63\udb40\udc74\udb40\udc7f",
                "1\ufe0f⃣",
                "صورة العائلة.jpg",
                "תמונה\u200f (1).jpg",
                "می\u200cخواهم", // Persian, with a non-joiner
                "क्\u200dष", // Devanagari, with a joiner
                "강아지.jpg, 新品.jpg",
                "a–b “quoted” … €",
            })
    void regularTextIsUnchanged(String text) {
        assertThat(Printable.text(text)).isEqualTo(text);
        assertThat(Printable.line(text)).isEqualTo(text);
    }

    @Test
    void lineBreaksAreKeptInATextAndShownInAName() {
        assertThat(Printable.text("one\r\ntwo\n\tthree\rfour")).isEqualTo("one\ntwo\n\tthree␍four");
        assertThat(Printable.line("a\nError: b\tc\r\n")).isEqualTo("a␊Error: b␉c␍␊");
    }

    @Test
    void tagsWithoutAFlagAreShown() {
        assertThat(Printable.text("hi\udb40\udc41")).isEqualTo("hi[U+E0041]");
        assertThat(Printable.text("🏴\udb40\udc67\udb40\udc7f\udb40\udc67")).endsWith("[U+E0067]");
    }

    @Test
    void jsonPreservesTheTextAndEscapesSuchCharacters() throws Exception {
        var json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        var document = Map.of(
                "file",
                "\u001b]0;x\u0007\u009b2J\u202egpj\u200b\u007f\n\ud83d",
                "tags",
                "👨\u200d👩 \udb40\udc41 “müller”");
        var written = Printable.json(json.writeValueAsString(document));
        assertThat(json.readTree(written)).isEqualTo(json.valueToTree(document));
        assertThat(written)
                .contains("\\u009b2J", "\\u202egpj", "\\u200b", "\\u007f", "“müller”", "👨")
                .doesNotContainPattern("[\\x00-\\x09\\x0B-\\x1F\\x7F-\\x9F\\u202e\\u200b]");
    }
}
