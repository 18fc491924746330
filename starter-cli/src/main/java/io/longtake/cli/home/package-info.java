/** Where an installation keeps everything it has. */
@org.jspecify.annotations.NullMarked
package io.longtake.cli.home;
