/** One run of a command: what it was given, what it needs, and how its result and its failure are told. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.invocation;
