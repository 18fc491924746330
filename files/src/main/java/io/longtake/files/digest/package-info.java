/** SHA-256. */
@org.jspecify.annotations.NullMarked
package io.longtake.files.digest;
