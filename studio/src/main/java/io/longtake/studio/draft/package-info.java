/** Reads and writes the contract's JSON draft of a timeline. */
@NullMarked
package io.longtake.studio.draft;

import org.jspecify.annotations.NullMarked;
