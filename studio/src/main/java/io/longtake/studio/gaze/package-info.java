/** Finds the salient regions of a picture once, in a child process, and stores them beside the file. */
@NullMarked
package io.longtake.studio.gaze;

import org.jspecify.annotations.NullMarked;
