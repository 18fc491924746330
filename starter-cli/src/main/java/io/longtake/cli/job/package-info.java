/** One job followed to its end: what goes on, and whether it reaches its backend. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.job;
