/** The studio's side: has the parts of a film rendered by workers, fetches them, and joins them into the film. */
@NullMarked
package io.longtake.rendering.studio;

import org.jspecify.annotations.NullMarked;
