/**
 * {@code batch}: reads the manifest, checks it, runs its rows, and reports them. Following a single job belongs to
 * {@code job}.
 */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.batch;
