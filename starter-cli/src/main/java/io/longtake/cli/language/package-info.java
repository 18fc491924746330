/** Determines the language of a session from the option, the prompt or the locale. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.language;
