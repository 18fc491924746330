/** Films and the paths that people name for them. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.delivery;
