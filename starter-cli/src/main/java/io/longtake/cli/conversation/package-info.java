/** A talk about a session: each line carried out, the whole as one document. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.conversation;
