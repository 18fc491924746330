/**
 * Checks the path of {@code --output} and writes films to it for commands. Writing by the worker belongs to
 * {@code activities.delivery}.
 */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.delivery;
