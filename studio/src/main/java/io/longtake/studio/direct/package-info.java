/** From a timeline to shots: how long each is seen, how the camera moves, where the beats fall. */
@NullMarked
package io.longtake.studio.direct;

import org.jspecify.annotations.NullMarked;
