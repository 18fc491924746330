/** The few patterns every call into libav needs: loading, error codes, filter graphs. */
@NullMarked
package io.longtake.media.libav;

import org.jspecify.annotations.NullMarked;
