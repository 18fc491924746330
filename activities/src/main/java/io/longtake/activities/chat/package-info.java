/** One chat, from the open stream to what is known of it at its end. No workflows here, no clock of its own. */
package io.longtake.activities.chat;
