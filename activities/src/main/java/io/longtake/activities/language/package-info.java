/** What prompts and replies are made of, whatever they ask for: quotations, words, scripts. */
@org.jspecify.annotations.NullMarked
package io.longtake.activities.language;
