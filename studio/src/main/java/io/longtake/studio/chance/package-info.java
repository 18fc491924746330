/** Chance, and what looks like it. */
@org.jspecify.annotations.NullMarked
package io.longtake.studio.chance;
