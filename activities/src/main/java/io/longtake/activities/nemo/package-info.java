/** The client of the NemoVideo HTTP contract: one method for each endpoint. Does not know workflows. */
@NullMarked
package io.longtake.activities.nemo;

import org.jspecify.annotations.NullMarked;
