/**
 * Writes finished films to the paths that users name, and records which files this home wrote. Fetching films belongs
 * to {@code download}.
 */
package io.longtake.activities.delivery;
