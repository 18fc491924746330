/** One run of a command: what it was given, what it needs, and how its result and its failure are told. */
package io.longtake.cli.invocation;
