/** What nobody knows the end of, and what became of it when it was looked at. */
package io.longtake.cli.reconcile;
