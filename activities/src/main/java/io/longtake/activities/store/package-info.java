/** Chooses where the shared state of an installation is kept: in the home, or in a bucket. */
package io.longtake.activities.store;
