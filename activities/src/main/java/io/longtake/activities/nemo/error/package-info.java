/** One exception per cause of a request that did not succeed, and how far the request got. */
@NullMarked
package io.longtake.activities.nemo.error;

import org.jspecify.annotations.NullMarked;
