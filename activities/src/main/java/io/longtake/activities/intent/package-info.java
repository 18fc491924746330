/** What must not be sent twice is written down before it is sent once. */
package io.longtake.activities.intent;
