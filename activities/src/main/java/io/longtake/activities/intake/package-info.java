/** Files that a person names by URL: fetched here, with limits, and from public addresses only. */
package io.longtake.activities.intake;
