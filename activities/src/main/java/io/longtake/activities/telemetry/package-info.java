/** Observes turns, steps and requests of a worker for metrics, traces and logs. Without an observer it only adds session and turn to headers and logs. */
@org.jspecify.annotations.NullMarked
package io.longtake.activities.telemetry;
