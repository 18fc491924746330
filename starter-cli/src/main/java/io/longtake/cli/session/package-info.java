/**
 * Names of sessions, their JSON documents and lists for output, and their archives. Calls to the session belong to
 * {@code client}.
 */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.session;
