/**
 * {@code chat}: carries out the lines one after the other and collects the transcript. Interpreting a line belongs to
 * {@code intent}.
 */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.conversation;
