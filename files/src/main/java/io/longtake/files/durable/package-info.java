/** Files that are either complete or absent after a crash. */
@org.jspecify.annotations.NullMarked
package io.longtake.files.durable;
