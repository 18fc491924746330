/** Help of commands and topics, and the version, as texts and JSON documents. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.help;
