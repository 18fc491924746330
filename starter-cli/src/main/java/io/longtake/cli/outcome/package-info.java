/** Exit codes, failures as sentences, and the outcome of a job. Prints nothing. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.outcome;
