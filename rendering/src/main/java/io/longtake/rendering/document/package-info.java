/** The document that describes a film to render workers, and its media. */
@NullMarked
package io.longtake.rendering.document;

import org.jspecify.annotations.NullMarked;
