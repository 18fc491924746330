/** The interface of a renderer, and the error that names the file which caused it. */
@NullMarked
package io.longtake.studio.film.render;

import org.jspecify.annotations.NullMarked;
