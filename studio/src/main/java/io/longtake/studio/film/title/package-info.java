/** Draws titles: the font, line breaks, shadow, position and fades. */
@NullMarked
package io.longtake.studio.film.title;

import org.jspecify.annotations.NullMarked;
