/** Taking away what the home no longer needs: what may go, what is in use, and in which order. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.prune;
