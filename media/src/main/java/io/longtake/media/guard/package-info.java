/**
 * Runs the inspection of untrusted files in a child process with limits on memory, time, file size and network access.
 * {@code intake} implements the inspection itself.
 */
@NullMarked
package io.longtake.media.guard;

import org.jspecify.annotations.NullMarked;
