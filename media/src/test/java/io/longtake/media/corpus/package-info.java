/**
 * The corpus: small media files that the build generates, each with its expected result. Expectations follow the
 * format standards and the behaviour of browsers, libheif and exiftool; where these differ, a comment names the
 * choice.
 */
package io.longtake.media.corpus;
