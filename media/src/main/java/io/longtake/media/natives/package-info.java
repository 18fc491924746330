/** Where native libraries are unpacked, the same for all processes of an installation. */
@NullMarked
package io.longtake.media.natives;

import org.jspecify.annotations.NullMarked;
