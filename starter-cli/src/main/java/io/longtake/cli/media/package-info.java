/**
 * Checks the files and URLs of a command and stores them by content. What a session already holds belongs to {@code
 * upload}.
 */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.media;
