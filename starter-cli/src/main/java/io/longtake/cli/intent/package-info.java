/** What a sentence in a chat asks for, told by its meaning. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.intent;
