/** References to bytes that live in the media store, and their way to the backend. */
package io.longtake.workflows.media;
