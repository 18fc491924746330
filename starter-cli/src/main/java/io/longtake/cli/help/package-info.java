/** Help and version as JSON documents, for programs. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.help;
