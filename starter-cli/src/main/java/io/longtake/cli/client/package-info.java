/** Temporal, accounts and backends, as commands speak to them. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.client;
