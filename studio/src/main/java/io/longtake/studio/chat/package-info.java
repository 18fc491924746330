/** Messages over HTTP: records them, applies them even if the client disconnects, and streams the events. */
package io.longtake.studio.chat;
