/** The files of a command, from their check to what a session does not hold yet. */
package io.longtake.cli.upload;
