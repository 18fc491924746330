/** A film as data. Independent of drawing, prompts, projects and HTTP. */
@NullMarked
package io.longtake.studio.film;

import org.jspecify.annotations.NullMarked;
