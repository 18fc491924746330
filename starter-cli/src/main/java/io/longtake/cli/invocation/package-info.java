/**
 * One run of a command: global options, services created on first use, results, and the reporting of failures with their exit
 * codes.
 */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.invocation;
