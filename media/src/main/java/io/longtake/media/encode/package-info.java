/** Frames and samples into H.264, AAC and MP4. */
@NullMarked
package io.longtake.media.encode;

import org.jspecify.annotations.NullMarked;
