/** The Temporal server: found, fetched, started, spoken to. */
package io.longtake.cli.temporal;
