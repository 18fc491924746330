/** Picocli commands, one class each, and the options that several of them have. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.command;
