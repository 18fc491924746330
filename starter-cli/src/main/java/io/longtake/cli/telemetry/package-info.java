/** What a process reports about itself: JSON logs, metrics, and traces. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.telemetry;
