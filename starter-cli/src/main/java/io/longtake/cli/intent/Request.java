package io.longtake.cli.intent;

/**
 * A clause that is, as a whole, a request that Longtake carries out itself.
 *
 * @param strength how reliably it is a request when the sentence has other clauses
 */
record Request(Intent intent, Strength strength) {
    /** A single noun may be an item of a list; a single verb is less likely to be; a verb with an object is unambiguous. */
    enum Strength {
        NOUN,
        VERB,
        SENTENCE
    }
}
