/** Reads from and writes to the terminal: messages, prompts, progress line, escaping of untrusted text. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.terminal;
