/** Talking to the person at the terminal. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.terminal;
