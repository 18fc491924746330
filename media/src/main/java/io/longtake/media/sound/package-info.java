/** Sound in memory and on disk: 48 kHz stereo float. */
@NullMarked
package io.longtake.media.sound;

import org.jspecify.annotations.NullMarked;
