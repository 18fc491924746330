/** Removes files that the home no longer needs: determines what is in use, what can be removed, and in which order. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.prune;
