/** What a command would send and write, for {@code --dry-run}. Nothing is sent, stored or started. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.plan;
