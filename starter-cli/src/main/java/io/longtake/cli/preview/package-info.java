/** A timeline as one picture. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.preview;
