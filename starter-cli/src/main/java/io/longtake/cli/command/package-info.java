/** The commands, one class each. */
package io.longtake.cli.command;
