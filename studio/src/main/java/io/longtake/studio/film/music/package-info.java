/** Generates music from a mood, a tempo and a seed. */
@NullMarked
package io.longtake.studio.film.music;

import org.jspecify.annotations.NullMarked;
