/** Mixes the soundtrack and normalises its loudness. */
@NullMarked
package io.longtake.studio.film.sound;

import org.jspecify.annotations.NullMarked;
