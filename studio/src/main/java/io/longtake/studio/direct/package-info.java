/** Plans the shots of a timeline: durations, camera moves, cuts on the beat. Draws nothing. */
@NullMarked
package io.longtake.studio.direct;

import org.jspecify.annotations.NullMarked;
