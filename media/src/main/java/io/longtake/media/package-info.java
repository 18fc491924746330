/** The ground of the module: which formats are read, what a file may cost, and how a file that cannot be used is refused. */
@NullMarked
package io.longtake.media;

import org.jspecify.annotations.NullMarked;
