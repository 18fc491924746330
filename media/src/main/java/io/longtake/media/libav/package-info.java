/**
 * Shared code for calls into libav: loading, error codes, inputs, decoders and filter graphs. Does not know formats or
 * limits.
 */
@NullMarked
package io.longtake.media.libav;

import org.jspecify.annotations.NullMarked;
