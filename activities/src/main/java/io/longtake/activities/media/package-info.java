/**
 * The media store: files, drafts, archives and films by the hash of their content. Payloads carry only references to
 * it.
 */
package io.longtake.activities.media;
