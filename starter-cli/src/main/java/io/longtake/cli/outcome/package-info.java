/** How a command ends: exit codes, failures in the words of a person, verdicts on jobs. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.outcome;
