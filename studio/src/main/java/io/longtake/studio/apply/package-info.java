/** Carries the wishes of a message out on a timeline. */
@NullMarked
package io.longtake.studio.apply;

import org.jspecify.annotations.NullMarked;
