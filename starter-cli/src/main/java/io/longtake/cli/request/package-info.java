/** Records requests on disk, so that a repeated command resumes its request instead of queueing it twice. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.request;
