/** Many files, each with its own wish and its own film: manifests, their check, where each row stands. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.batch;
