/**
 * Inspects a file and decides whether it can be used, before it is uploaded or rendered. Runs in the calling process.
 */
@NullMarked
package io.longtake.media.intake;

import org.jspecify.annotations.NullMarked;
