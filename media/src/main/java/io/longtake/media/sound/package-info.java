/** Decodes sound to 48 kHz stereo floats and measures its length and loudness. The studio module mixes sound. */
@NullMarked
package io.longtake.media.sound;

import org.jspecify.annotations.NullMarked;
