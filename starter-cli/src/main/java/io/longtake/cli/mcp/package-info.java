/** The tools, resources and tasks that {@code longtake mcp} offers to agents. Each tool runs a command of the command line. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.mcp;
