/**
 * Follows a queued job to its end and reports it: progress, outages, interruption. Queueing belongs to {@code client}.
 */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.job;
