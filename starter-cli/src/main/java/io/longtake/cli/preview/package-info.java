/** {@code preview}: draws the timeline as a contact sheet from the files in the media store. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.preview;
