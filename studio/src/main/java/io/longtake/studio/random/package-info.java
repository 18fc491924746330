/** Random strings and reproducible pseudo-random numbers. */
@org.jspecify.annotations.NullMarked
package io.longtake.studio.random;
