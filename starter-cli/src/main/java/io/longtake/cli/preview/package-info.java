/** A timeline as one picture. */
package io.longtake.cli.preview;
