/**
 * The chat activity: sends one message, reads the event stream, and reports the outcome. Parsing the stream belongs to
 * {@code sse}.
 */
package io.longtake.activities.chat;
