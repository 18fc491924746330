/** From what the backend and the disk do to the failures that workflows understand: the one place for it on this side. */
package io.longtake.activities.failure;
