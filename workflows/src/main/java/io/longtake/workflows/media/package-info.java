/** References to files in the media store, and the records of uploads. Contains no file content. */
package io.longtake.workflows.media;
