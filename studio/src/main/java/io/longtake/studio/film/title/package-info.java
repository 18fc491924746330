/** Titles: their lines, size and place within the safe area, and how they are drawn. */
@NullMarked
package io.longtake.studio.film.title;

import org.jspecify.annotations.NullMarked;
