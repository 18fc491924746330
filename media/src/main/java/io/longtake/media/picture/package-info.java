/**
 * Decodes stills and clips to pictures in memory: orientation, colour, background. Does not decide whether a file is
 * accepted.
 */
@NullMarked
package io.longtake.media.picture;

import org.jspecify.annotations.NullMarked;
