/** Finds the salient regions of a picture once, in a child process, and stores them in a file next to the picture. */
@NullMarked
package io.longtake.studio.saliency;

import org.jspecify.annotations.NullMarked;
