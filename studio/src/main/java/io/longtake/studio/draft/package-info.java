/** The contract's draft of a timeline in JSON, and the way from a draft back to a film. */
@NullMarked
package io.longtake.studio.draft;

import org.jspecify.annotations.NullMarked;
