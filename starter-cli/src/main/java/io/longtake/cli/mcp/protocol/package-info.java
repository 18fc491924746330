/** The Model Context Protocol: messages, versions, and the transports over pipes and HTTP. Knows no tools. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.mcp.protocol;
