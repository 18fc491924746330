/** What is said to a person: changes, answers and refusals in words. */
@NullMarked
package io.longtake.studio.reply;

import org.jspecify.annotations.NullMarked;
