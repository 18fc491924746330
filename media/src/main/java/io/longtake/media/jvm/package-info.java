/** How a JVM starts another one. */
@org.jspecify.annotations.NullMarked
package io.longtake.media.jvm;
