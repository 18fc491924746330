/** Messages: recorded, applied whoever still listens, told as a stream of events. */
package io.longtake.studio.chat;
