/**
 * Workflow and activity interfaces, their records, and the deterministic workflow code. Uses no HTTP, files, clock,
 * randomness or environment.
 */
package io.longtake.workflows;
