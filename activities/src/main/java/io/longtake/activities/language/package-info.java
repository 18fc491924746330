/** The language of prompts and replies, independent of what they request: quotations, words, scripts. */
@org.jspecify.annotations.NullMarked
package io.longtake.activities.language;
