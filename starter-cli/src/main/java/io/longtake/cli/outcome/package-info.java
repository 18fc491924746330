/** Exit codes, failures as sentences, and the verdict on a job. Prints nothing. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.outcome;
