/** Parses the event stream of a chat in both dialects and assembles the reply. Does no I/O of its own. */
package io.longtake.activities.sse;
