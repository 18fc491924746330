/** Durable records that a message is about to be sent, so that it is never sent again. Does not send anything. */
package io.longtake.activities.intent;
