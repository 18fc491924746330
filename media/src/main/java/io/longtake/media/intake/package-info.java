/** What a file is and whether it can be used, decided once, before anything is made of it. */
@NullMarked
package io.longtake.media.intake;

import org.jspecify.annotations.NullMarked;
