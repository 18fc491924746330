/** {@code reconcile}: finds every unknown outcome and resolves it according to the user's decision. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.reconcile;
