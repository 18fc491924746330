/** Metrics of a worker for Prometheus. */
@org.jspecify.annotations.NullMarked
package io.longtake.activities.metrics;
