/** {@code reconcile}: finds every outcome that is unknown and settles it by a decision of the user. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.reconcile;
