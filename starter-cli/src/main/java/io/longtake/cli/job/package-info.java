/** Follows a queued job to its end and reports progress, outages and interruption. Queueing belongs to {@code client}. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.job;
