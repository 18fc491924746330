/** A film as data. Does not know how it is drawn, nor prompts, projects or HTTP. */
@NullMarked
package io.longtake.studio.film;

import org.jspecify.annotations.NullMarked;
