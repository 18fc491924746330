/** Decodes sound to 48 kHz stereo floats and measures its length and loudness. Mixing belongs to the studio. */
@NullMarked
package io.longtake.media.sound;

import org.jspecify.annotations.NullMarked;
