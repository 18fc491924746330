/** Encodes frames and samples to H.264, AAC and MP4. Does not draw frames. */
@NullMarked
package io.longtake.media.encode;

import org.jspecify.annotations.NullMarked;
