/**
 * {@code batch}: reads and checks the manifest, runs its rows, and reports the results. Following a single job belongs to
 * {@code job}.
 */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.batch;
