/**
 * Access to sessions, accounts and backends for commands: Temporal clients, retries, and the views in the home. Prints
 * nothing.
 */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.client;
