/**
 * Starts, finds, monitors and stops the background processes of a home. The Temporal program belongs to
 * {@code temporal}.
 */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.process;
