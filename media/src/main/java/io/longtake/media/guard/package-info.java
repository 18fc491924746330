/** Foreign bytes meet native code in a process of their own, with limits on time and memory. */
@NullMarked
package io.longtake.media.guard;

import org.jspecify.annotations.NullMarked;
