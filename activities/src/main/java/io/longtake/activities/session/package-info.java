/** The session's activities: opening, uploading, reading. */
package io.longtake.activities.session;
