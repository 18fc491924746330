/**
 * Everything that does I/O for the workflows: the backend client, the activity implementations, credentials, the media
 * store and downloads. No class belongs directly in this package.
 */
package io.longtake.activities;
