/** Calls the NemoVideo HTTP contract: one method per endpoint. Knows nothing of workflows. */
@NullMarked
package io.longtake.activities.nemo;

import org.jspecify.annotations.NullMarked;
