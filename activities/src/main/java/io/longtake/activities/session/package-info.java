/**
 * The activities of the session workflow except chat: open a backend session, upload files, read the timeline, read
 * and write the archive.
 */
package io.longtake.activities.session;
