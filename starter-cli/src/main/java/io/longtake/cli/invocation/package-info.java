/**
 * One run of a command: global options, lazily created services, results, and the report of failures with their exit
 * code.
 */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.invocation;
