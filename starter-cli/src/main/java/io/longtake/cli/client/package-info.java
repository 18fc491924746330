/** Temporal and the backends as commands use them. */
package io.longtake.cli.client;
