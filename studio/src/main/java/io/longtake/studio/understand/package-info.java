/** From what a person wrote, English or Chinese, to wishes, questions and remarks. */
@NullMarked
package io.longtake.studio.understand;

import org.jspecify.annotations.NullMarked;
