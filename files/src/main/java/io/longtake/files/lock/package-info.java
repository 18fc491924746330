/** Exclusive locks on folders. */
@org.jspecify.annotations.NullMarked
package io.longtake.files.lock;
