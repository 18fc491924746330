/** Frames: from shots to pixels. */
@NullMarked
package io.longtake.studio.film.picture;

import org.jspecify.annotations.NullMarked;
