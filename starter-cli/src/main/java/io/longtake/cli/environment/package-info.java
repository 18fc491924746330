/** What a command was called in, what its child processes get of it, and which build it is of. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.environment;
