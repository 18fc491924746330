/** What touches the world: the NemoVideo client, activity implementations, credentials, media store, downloads. */
package io.longtake.activities;
