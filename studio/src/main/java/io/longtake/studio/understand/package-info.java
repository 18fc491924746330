/** Reads a message in English or Chinese and returns wishes, questions and remarks. Does not apply them. */
@NullMarked
package io.longtake.studio.understand;

import org.jspecify.annotations.NullMarked;
