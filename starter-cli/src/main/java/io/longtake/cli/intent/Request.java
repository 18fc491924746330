package io.longtake.cli.intent;

/**
 * A clause that is, as a whole, a request Longtake carries out itself.
 *
 * @param strength how sure one can be of it beside other clauses
 */
record Request(Intent intent, Strength strength) {
    /** A word by itself may be an item of a list; a verb by itself hardly; a verb with its object is no accident. */
    enum Strength {
        NOUN,
        VERB,
        SENTENCE
    }
}
