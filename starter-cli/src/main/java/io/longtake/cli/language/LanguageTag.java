package io.longtake.cli.language;

import com.ibm.icu.util.ULocale;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Language tags (BCP 47) from people and from the environment. */
public final class LanguageTag {
    /** ISO 639, two and three letters, as CLDR knows them. */
    private static final Set<String> KNOWN = Set.of(ULocale.getISOLanguages());

    private LanguageTag() {}

    /** The tag in its canonical case; empty where it is not well formed or its language is unknown. */
    public static Optional<String> checked(String tag) {
        try {
            var locale = new Locale.Builder().setLanguageTag(tag).build();
            return KNOWN.contains(locale.getLanguage()) ? Optional.of(locale.toLanguageTag()) : Optional.empty();
        } catch (IllformedLocaleException e) {
            return Optional.empty();
        }
    }

    /**
     * The language of a user's messages by POSIX: LC_ALL, LC_MESSAGES, LANG, the first that names one. C and POSIX name none, and are
     * passed over: the launcher sets LC_ALL=C.UTF-8 where the locale is not UTF-8.
     *
     * @param variable the value of an environment variable
     */
    public static Optional<String> ofLocale(Function<String, Optional<String>> variable) {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .flatMap(name -> variable.apply(name).stream())
                .map(value -> value.replaceAll("[.@].*", "").replace('_', '-'))
                .filter(value -> !value.equals("C") && !value.equals("POSIX"))
                .flatMap(value -> checked(value).stream())
                .map(LanguageTag::withoutRegion)
                .findFirst();
    }

    /** Only Chinese is written in two ways by region. */
    private static String withoutRegion(String tag) {
        var locale = Locale.forLanguageTag(tag);
        if (!locale.getLanguage().equals("zh")) {
            return locale.getLanguage();
        }
        boolean traditional =
                locale.getScript().equals("Hant") || Set.of("TW", "HK", "MO").contains(locale.getCountry());
        return traditional ? "zh-TW" : "zh-CN";
    }
}
