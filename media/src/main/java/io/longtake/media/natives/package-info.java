/** Chooses the folder in which JVMs unpack native libraries and keep temporary files. */
@NullMarked
package io.longtake.media.natives;

import org.jspecify.annotations.NullMarked;
