/**
 * Shared code for calls into libav: loading, error codes, inputs, decoders and filter graphs. Contains no code for
 * specific formats and defines no limits.
 */
@NullMarked
package io.longtake.media.libav;

import org.jspecify.annotations.NullMarked;
