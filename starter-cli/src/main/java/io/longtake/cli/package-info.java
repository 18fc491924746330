/** The command line's entry points. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli;
