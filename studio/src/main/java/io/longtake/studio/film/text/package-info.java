/** Letters: the bundled fonts, the choice of a font for each character, shaping with HarfBuzz, writing direction and line breaks. */
@NullMarked
package io.longtake.studio.film.text;

import org.jspecify.annotations.NullMarked;
