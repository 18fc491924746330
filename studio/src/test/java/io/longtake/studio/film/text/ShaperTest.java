package io.longtake.studio.film.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.film.text.ShapedLine.Glyph;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which glyphs text becomes, and their order. */
class ShaperTest {
    static Stream<Arguments> scripts() {
        return Stream.of(
                Arguments.of("Latin-1", letters(0xa1, 0xff)),
                Arguments.of("Latin Extended-A", letters(0x100, 0x17f)),
                Arguments.of("Latin Extended Additional", letters(0x1e00, 0x1eff)),
                Arguments.of("Greek", letters(0x370, 0x3e1) + letters(0x3f0, 0x3ff)),
                Arguments.of("Greek with accents", letters(0x1f00, 0x1fff)),
                Arguments.of("Cyrillic", letters(0x400, 0x52f)),
                Arguments.of("Hebrew", letters(0x5d0, 0x5ea)),
                Arguments.of("Arabic, Persian, Urdu", letters(0x620, 0x64a) + letters(0x660, 0x6d5)),
                Arguments.of("Devanagari", letters(0x904, 0x97f)),
                Arguments.of("Thai", letters(0xe01, 0xe5b)),
                Arguments.of("Chinese, Japanese, Korean", "海边的日落 海邊的日落 ひらがな カタカナ 한국어「」、。"),
                Arguments.of("currency", "$€£¥₹₽₺₴₩₪₫¢"),
                Arguments.of("symbols", "♥✓★☆→←↑↓●■▲©®™°•…–—“”‘’"),
                Arguments.of("emoji", "🎉🎂❤️👩‍👩‍👧‍👦🇫🇷👍🏽1️⃣☀️🏳️‍🌈🥹"));
    }

    private static String letters(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .filter(Character::isLetterOrDigit)
                .filter(Character::isDefined)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void everyCharacterOfAPromisedScriptHasAGlyph(String script, String text) {
        assertThat(Lettering.of(text).missing()).isEmpty();
        assertThat(shaped(text).glyphs()).extracting(Glyph::id).doesNotContain(0);
    }

    @Test
    @Timeout(10)
    void manyNeutralCharactersTakeTheFontOfTheFirstLetterBehindThem() {
        Lettering lettering = Lettering.of("1".repeat(5_000) + "♥".repeat(50_000) + "ب");

        assertThat(lettering.fonts().get(0)).isEqualTo(Typeface.ARABIC);
        assertThat(Lettering.of("♥".repeat(50_000)).missing()).isEmpty();
    }

    @Test
    void arabicLettersJoinAndRunFromRightToLeft() {
        ShapedLine word = shaped("بيت");
        // The dots of a letter are glyphs of their own, and stand before its body.
        List<Integer> alone = Stream.of("ت", "ي", "ب")
                .map(letter -> shaped(letter).glyphs().get(1).id())
                .toList();

        assertThat(word.glyphs()).extracting(Glyph::cluster).isSortedAccordingTo((a, b) -> b - a);
        assertThat(word.glyphs()).extracting(Glyph::id).doesNotContainAnyElementsOf(alone);
    }

    @Test
    void aNumberInHebrewRunsFromLeftToRight() {
        // In the order they are seen: the number stands left of the word, its digits in their own order.
        assertThat(shaped("שלום 2024").glyphs()).extracting(Glyph::cluster).containsExactly(5, 6, 7, 8, 4, 3, 2, 1, 0);
    }

    @Test
    void hindiFormsConjunctsAndReordersVowels() {
        assertThat(shaped("क्ष").glyphs()).hasSize(1);
        assertThat(shaped("कि").glyphs()).hasSize(2);
        assertThat(shaped("कि").glyphs().get(1).id())
                .isEqualTo(shaped("क").glyphs().get(0).id());
    }

    @Test
    void thaiMarksStandOnTheirConsonant() {
        assertThat(shaped("กิ่").width()).isEqualTo(shaped("ก").width());
    }

    @ParameterizedTest
    @ValueSource(strings = {"👩‍👩‍👧‍👦", "🇫🇷", "👍🏽", "❤️", "1️⃣", "🏳️‍🌈", "👩🏽‍🔬"})
    void anEmojiIsOnePictureInColour(String emoji) {
        List<Glyph> glyphs = shaped(emoji).glyphs();

        assertThat(glyphs).hasSize(1);
        assertThat(glyphs.get(0).picture().orElseThrow().width()).isBetween(0.9, 1.5);
    }

    @Test
    void aHeartWithoutEmojiStyleIsALetterInTheTitlesColour() {
        assertThat(shaped("♥").glyphs().get(0).typeface()).isNotEqualTo(Typeface.EMOJI);
    }

    @Test
    void neutralCharactersComeFromTheFontBesideThem() {
        assertThat(Lettering.of("2024年 🎉 12").fonts().subList(0, 6)).containsOnly(Typeface.CJK);
        assertThat(shaped("🎉 12").glyphs()).extracting(Glyph::typeface).endsWith(Typeface.LATIN, Typeface.LATIN);
    }

    @Test
    void whatNoFontHasIsNamedAndLeftOut() {
        Lettering lettering = Lettering.of("Hi 𐎀\u0007𐎁𐎀");

        assertThat(lettering.missing()).containsExactly("𐎀", "𐎁");
        assertThat(lettering.text()).isEqualTo("Hi ");
        assertThat(lettering.isVisible()).isTrue();
        assertThat(Lettering.of("𐎀 ").isVisible()).isFalse();
    }

    private static ShapedLine shaped(String text) {
        Lettering lettering = Lettering.of(text);
        return new Shaper(lettering).line(0, lettering.text().length());
    }
}
