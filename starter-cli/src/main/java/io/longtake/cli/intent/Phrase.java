package io.longtake.cli.intent;

import io.longtake.cli.intent.Request.Strength;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Clauses that make one request. */
record Phrase(Pattern clauses, Intent intent, Strength strength) {
    /** The request of the first phrase that is the whole clause. */
    static Optional<Request> first(List<Phrase> phrases, String clause) {
        return phrases.stream()
                .filter(phrase -> phrase.clauses.matcher(clause).matches())
                .findFirst()
                .map(phrase -> new Request(phrase.intent, phrase.strength));
    }
}
