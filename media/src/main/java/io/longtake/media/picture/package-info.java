/**
 * Decodes stills and clips to pictures in memory, with orientation, colour and background applied. Does not decide
 * whether a file is accepted.
 */
@NullMarked
package io.longtake.media.picture;

import org.jspecify.annotations.NullMarked;
