/**
 * Applies the requests of a message to a timeline. Reading the message belongs to {@code understand}, the reply to
 * {@code reply}.
 */
@NullMarked
package io.longtake.studio.apply;

import org.jspecify.annotations.NullMarked;
