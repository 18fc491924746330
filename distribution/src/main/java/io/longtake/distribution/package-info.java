/** What the build of the distribution makes with Longtake's own code: manual pages, licences, and the Temporal program. */
@org.jspecify.annotations.NullMarked
package io.longtake.distribution;
