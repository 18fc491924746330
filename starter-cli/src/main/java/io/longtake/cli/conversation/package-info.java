/** A talk about a session: each line carried out, the whole as one document. */
package io.longtake.cli.conversation;
