/** How files are put together, read byte by byte before any decoder sees them. */
@NullMarked
package io.longtake.media.structure;

import org.jspecify.annotations.NullMarked;
