/** The files of a command, from their check to what a session does not hold yet. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.upload;
