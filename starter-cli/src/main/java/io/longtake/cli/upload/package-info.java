/**
 * Selects which files of a command are uploaded: checks them for the backend and leaves out those that the session
 * holds.
 */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.upload;
