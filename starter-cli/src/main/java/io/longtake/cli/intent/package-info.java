/**
 * Recognises in a line of {@code chat} whether it asks for an edit, an export, credits or something else. Does not
 * carry it out.
 */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.intent;
