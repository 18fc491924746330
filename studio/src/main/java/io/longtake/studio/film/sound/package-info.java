/** The soundtrack: what is heard, mixed and brought to one loudness. */
@NullMarked
package io.longtake.studio.film.sound;

import org.jspecify.annotations.NullMarked;
