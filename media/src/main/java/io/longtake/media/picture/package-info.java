/** Pictures in memory, and how files become pictures. */
@NullMarked
package io.longtake.media.picture;

import org.jspecify.annotations.NullMarked;
