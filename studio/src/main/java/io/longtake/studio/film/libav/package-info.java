/** The renderer: draws a film in chunks and encodes them with libav. */
package io.longtake.studio.film.libav;
