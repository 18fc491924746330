/** What a session is called, and what is kept of it, as documents and lists. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.session;
