/**
 * Access to sessions, accounts and backends for commands: Temporal clients, retries, and the views stored in the home. Prints no
 * results.
 */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.client;
