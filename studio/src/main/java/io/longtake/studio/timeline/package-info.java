/** The data of a timeline and of its media. Does not know prompts, drafts or HTTP. */
@NullMarked
package io.longtake.studio.timeline;

import org.jspecify.annotations.NullMarked;
