package io.longtake.cli.intent;

import io.longtake.cli.intent.Request.Strength;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A pattern for clauses that express one request. */
record Phrase(Pattern clauses, Intent intent, Strength strength) {
    /** The request of the first phrase that matches the whole clause. */
    static Optional<Request> first(List<Phrase> phrases, String clause) {
        return phrases.stream()
                .filter(phrase -> phrase.clauses.matcher(clause).matches())
                .findFirst()
                .map(phrase -> new Request(phrase.intent, phrase.strength));
    }
}
