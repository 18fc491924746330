/** Digests. */
package io.longtake.activities.digest;
