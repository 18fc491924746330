/** Talking to the person at the terminal. */
package io.longtake.cli.terminal;
