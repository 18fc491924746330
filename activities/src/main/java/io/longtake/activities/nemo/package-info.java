/** The NemoVideo HTTP contract, as a client: one method per endpoint, one exception per cause. Knows nothing of workflows. */
package io.longtake.activities.nemo;
