/** Files that are whole or not there, whatever dies in between. */
@org.jspecify.annotations.NullMarked
package io.longtake.files.durable;
