/** Films and the paths that people name for them. */
package io.longtake.cli.delivery;
