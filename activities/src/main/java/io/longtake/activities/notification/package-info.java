/** Sends signed events about the ends of requests to the URLs that users named. */
package io.longtake.activities.notification;
