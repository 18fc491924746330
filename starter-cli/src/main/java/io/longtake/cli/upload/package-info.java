/** Selects the files of a command to upload: checks them for the backend and skips those that the session already has. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.upload;
