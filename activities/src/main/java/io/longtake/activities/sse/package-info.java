/** From a chat's bytes to what the backend says: event stream, both dialects, and the reply put together. No network here. */
package io.longtake.activities.sse;
