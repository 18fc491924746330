/** The data of a timeline and of its media. Independent of prompts, drafts and HTTP. */
@NullMarked
package io.longtake.studio.timeline;

import org.jspecify.annotations.NullMarked;
