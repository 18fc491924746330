package io.longtake.cli.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptLanguageTest {
    @ParameterizedTest
    @CsvFileSource(resources = "prompts.tsv", delimiter = '\t')
    void thePromptDeterminesTheLanguageWithAnyLocale(String code, String prompt) {
        assertThat(PromptLanguage.of(prompt, Optional.empty())).isEqualTo(code);
        assertThat(PromptLanguage.of(prompt, Optional.of("hu"))).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30s!", "video 10s", "vertical video", "9:16", "Lisboa", "mp4, 1080p", "👍"})
    void anAmbiguousPromptHasTheLanguageOfTheLocaleOrEnglish(String prompt) {
        assertThat(PromptLanguage.of(prompt, Optional.of("de"))).isEqualTo("de");
        assertThat(PromptLanguage.of(prompt, Optional.empty())).isEqualTo("en");
    }

    @ParameterizedTest
    @CsvSource({
        "de_DE.UTF-8,,,de",
        ",fr_FR.UTF-8,en_US.UTF-8,fr",
        ",,ja_JP.UTF-8,ja",
        "C,,de_DE,de",
        "C.UTF-8,POSIX,pt_BR.UTF-8,pt",
        ",,zh_HK.UTF-8,zh-TW",
        ",,zh_CN.GB18030,zh-CN",
        ",,sr_RS@latin,sr",
    })
    void theLocaleDeterminesTheLanguageOfMessages(String all, String messages, String lang, String code) {
        assertThat(ofLocale(all, messages, lang)).contains(code);
    }

    @Test
    void theCLocaleAndInvalidLocalesHaveNoLanguage() {
        assertThat(ofLocale("C", "POSIX", "C.UTF-8")).isEmpty();
        assertThat(ofLocale(null, null, null)).isEmpty();
        assertThat(ofLocale("klingon_XX", null, "xx_YY")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "en,en",
        "EN-us,en-US",
        "zh-CN,zh-CN",
        "zh-hant-tw,zh-Hant-TW",
        "yue,yue",
        "pt-BR,pt-BR",
        "de-1996,de-1996"
    })
    void aWellFormedTagOfAKnownLanguageIsAccepted(String tag, String canonical) {
        assertThat(LanguageTag.checked(tag)).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "english", "xx", "qqq", "en_US", "e", "en-", "-en", "zh-CN-CN-CN", "中文", "en US"})
    void anythingElseIsRefused(String tag) {
        assertThat(LanguageTag.checked(tag)).isEmpty();
    }

    private static Optional<String> ofLocale(String all, String messages, String lang) {
        var environment = new HashMap<String, String>();
        environment.put("LC_ALL", all);
        environment.put("LC_MESSAGES", messages);
        environment.put("LANG", lang);
        return LanguageTag.ofLocale(name -> Optional.ofNullable(environment.get(name)));
    }
}
