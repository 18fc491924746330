/** The render worker: renders parts of films as activities. */
@NullMarked
package io.longtake.rendering.worker;

import org.jspecify.annotations.NullMarked;
