/** The languages that the studio reads and answers in, and their phrases: data of the folders {@code language/<tag>}. */
@NullMarked
package io.longtake.studio.language;

import org.jspecify.annotations.NullMarked;
