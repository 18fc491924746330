/**
 * The Picocli commands and the options that several of them share, one class each. The work of a command belongs to the package
 * of its topic.
 */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.command;
