/** Detects whether a line of {@code chat} requests an edit, an export, the credits or something else. Does not carry it out. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.intent;
