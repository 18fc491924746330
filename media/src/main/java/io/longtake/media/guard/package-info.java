/**
 * Runs the inspection of untrusted files in a child process with limits on memory, time, file size and network. The
 * inspection itself belongs to {@code intake}.
 */
@NullMarked
package io.longtake.media.guard;

import org.jspecify.annotations.NullMarked;
