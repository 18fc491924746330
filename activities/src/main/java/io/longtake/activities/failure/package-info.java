/**
 * Translates exceptions of the backend client into failures that workflows understand. No other package of this module
 * does that.
 */
package io.longtake.activities.failure;
