/** What a session is called, and what is kept of it, as documents and lists. */
package io.longtake.cli.session;
