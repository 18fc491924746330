/** Folders in which one works at a time. */
@org.jspecify.annotations.NullMarked
package io.longtake.files.lock;
