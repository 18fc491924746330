/** OpenTelemetry traces of commands and workers. */
@org.jspecify.annotations.NullMarked
package io.longtake.activities.tracing;
