/** The command line: Picocli commands, the home and its background processes. */
package io.longtake.cli;
