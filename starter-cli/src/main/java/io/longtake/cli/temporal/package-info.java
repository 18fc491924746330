/** The Temporal server: found, fetched, started, spoken to. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.temporal;
