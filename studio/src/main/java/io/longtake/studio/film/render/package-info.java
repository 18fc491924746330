/** What is asked of a renderer, and how its failures name the file they met. */
@NullMarked
package io.longtake.studio.film.render;

import org.jspecify.annotations.NullMarked;
