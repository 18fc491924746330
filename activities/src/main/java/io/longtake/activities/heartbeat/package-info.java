/**
 * Sends activity heartbeats and reports cancellation to the running activity. Does not decide what progress contains.
 */
package io.longtake.activities.heartbeat;
