/**
 * The corpus: small media files made by the build, each with what has to be said of it. What is right follows the formats'
 * standards and the habits of browsers, libheif and exiftool; where these differ a comment says which was chosen.
 */
package io.longtake.media.corpus;
