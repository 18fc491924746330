/** One job followed to its end: what goes on, and whether it reaches its backend. */
package io.longtake.cli.job;
