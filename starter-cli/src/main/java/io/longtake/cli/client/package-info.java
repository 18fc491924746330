/** Temporal, accounts and backends, as commands speak to them. */
package io.longtake.cli.client;
