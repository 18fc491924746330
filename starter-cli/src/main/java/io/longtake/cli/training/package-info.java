/** Runs the work of all processes once, in one JVM, so that the JVM can archive the classes it loads (class data sharing). */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.training;
