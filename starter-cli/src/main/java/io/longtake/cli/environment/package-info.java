/**
 * The environment, working directory and streams of a command, the environment of its child processes, and the version
 * of the build.
 */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.environment;
