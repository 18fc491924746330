/**
 * Checks the files and URLs of a command and stores them by content. Which files a session already has is determined in
 * {@code upload}.
 */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.media;
