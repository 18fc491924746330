/** Observes turns, steps and requests of a worker for metrics, traces and logs; without an observer it costs nothing. */
@org.jspecify.annotations.NullMarked
package io.longtake.activities.telemetry;
