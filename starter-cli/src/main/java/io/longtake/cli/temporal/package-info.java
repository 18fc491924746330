/** Finds, downloads or builds the {@code temporal} program, checks its database, and connects to a server. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.temporal;
