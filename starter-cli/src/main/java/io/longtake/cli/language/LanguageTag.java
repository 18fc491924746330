package io.longtake.cli.language;

import com.ibm.icu.util.ULocale;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Validates language tags (BCP 47) from the user and from the environment. */
public final class LanguageTag {
    /** The two- and three-letter codes of ISO 639 in CLDR. */
    private static final Set<String> KNOWN = Set.of(ULocale.getISOLanguages());

    private LanguageTag() {}

    /** Returns the tag in canonical case; empty if it is malformed or its language is unknown. */
    public static Optional<String> checked(String tag) {
        try {
            var locale = new Locale.Builder().setLanguageTag(tag).build();
            return KNOWN.contains(locale.getLanguage()) ? Optional.of(locale.toLanguageTag()) : Optional.empty();
        } catch (IllformedLocaleException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the language of the user's messages according to POSIX: the first of LC_ALL, LC_MESSAGES and LANG that
     * names one. C and POSIX name no language and are skipped, because the launcher sets LC_ALL=C.UTF-8 if the locale
     * does not use UTF-8.
     *
     * @param variable returns the value of an environment variable
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

    /**
     * Removes the region. For Chinese, script or region select {@code zh-TW} (traditional) or {@code zh-CN}
     * (simplified).
     */
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
