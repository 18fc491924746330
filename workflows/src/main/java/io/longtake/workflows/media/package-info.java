/** References to files in the media store, and the records of uploads. No bytes. */
package io.longtake.workflows.media;
