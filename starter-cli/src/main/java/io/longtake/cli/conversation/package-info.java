/**
 * {@code chat}: carries out one line after the other and collects the transcript. Understanding a line belongs to
 * {@code intent}.
 */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.conversation;
