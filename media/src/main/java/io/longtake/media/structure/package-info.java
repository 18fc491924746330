/** Parses the structure of media files without a decoder: sizes, boxes, truncation. */
@NullMarked
package io.longtake.media.structure;

import org.jspecify.annotations.NullMarked;
