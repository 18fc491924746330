/** Typed pieces of a message: numbers with their units, quotations, and the words of the lexicon. */
@NullMarked
package io.longtake.studio.understand.span;

import org.jspecify.annotations.NullMarked;
