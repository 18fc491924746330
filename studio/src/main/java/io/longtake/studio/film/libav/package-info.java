/** Films drawn and encoded with libav. */
package io.longtake.studio.film.libav;
