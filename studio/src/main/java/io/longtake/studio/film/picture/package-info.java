/** Draws frames: camera moves, transitions, looks, layers. */
@NullMarked
package io.longtake.studio.film.picture;

import org.jspecify.annotations.NullMarked;
