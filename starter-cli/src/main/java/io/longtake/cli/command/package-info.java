/** Picocli commands, one class each, and the options that several of them have. */
package io.longtake.cli.command;
