/** What a film is, as data. Knows nothing of how it is drawn, nor of prompts, projects or HTTP. */
@NullMarked
package io.longtake.studio.film;

import org.jspecify.annotations.NullMarked;
