/** Scripts that complete commands, options, names of sessions and IDs of renders in shells. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.completion;
