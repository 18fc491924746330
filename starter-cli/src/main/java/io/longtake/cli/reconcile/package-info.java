/** What nobody knows the end of, and what became of it when it was looked at. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.reconcile;
