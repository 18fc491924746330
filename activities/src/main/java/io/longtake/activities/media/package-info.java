/** Bytes kept by their content: photos, drafts, archives, films. Payloads carry references only. */
package io.longtake.activities.media;
