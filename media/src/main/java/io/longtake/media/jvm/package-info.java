/** JVM options for child processes that share the class archive of this one. */
@org.jspecify.annotations.NullMarked
package io.longtake.media.jvm;
