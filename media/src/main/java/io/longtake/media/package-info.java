/** Limits, supported formats, and the exception for a file that cannot be used. Does not depend on other packages. */
@NullMarked
package io.longtake.media;

import org.jspecify.annotations.NullMarked;
