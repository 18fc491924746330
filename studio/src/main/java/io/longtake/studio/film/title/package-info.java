/** Words over the picture. */
@NullMarked
package io.longtake.studio.film.title;

import org.jspecify.annotations.NullMarked;
