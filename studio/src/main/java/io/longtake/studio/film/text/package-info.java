/** Letters: the bundled fonts, the choice of a font for each character, shaping with HarfBuzz and writing direction. */
@NullMarked
package io.longtake.studio.film.text;

import org.jspecify.annotations.NullMarked;
