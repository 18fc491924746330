/** Words the replies: what changed, answers to questions, and what was not understood. Changes nothing. */
@NullMarked
package io.longtake.studio.reply;

import org.jspecify.annotations.NullMarked;
