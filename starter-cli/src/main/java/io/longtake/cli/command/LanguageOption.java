package io.longtake.cli.command;

import io.longtake.cli.environment.Environment;
import io.longtake.cli.language.LanguageTag;
import io.longtake.cli.language.PromptLanguage;
import io.longtake.cli.outcome.CommandFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The session's language, if the user specifies it. */
final class LanguageOption {
    @Option(
            names = "--language",
            paramLabel = "CODE",
            description = "Language of the session (en, zh-CN, ja, es…); default: that of the first prompt, or"
                    + " of the locale if the prompt's is unclear.")
    @Nullable
    private String code;

    String orDetect(String prompt, Environment environment) {
        return checked().orElseGet(() -> PromptLanguage.of(prompt, LanguageTag.ofLocale(environment::variable)));
    }

    /** The given language; an invalid one is refused before anything starts. */
    Optional<String> checked() {
        if (code == null) {
            return Optional.empty();
        }
        var tag = LanguageTag.checked(code);
        if (tag.isEmpty()) {
            throw CommandFailure.usage("'" + code
                    + "' is not a language tag (BCP 47) of a known language. Examples: en, zh-CN, ja, pt-BR.");
        }
        return tag;
    }
}
