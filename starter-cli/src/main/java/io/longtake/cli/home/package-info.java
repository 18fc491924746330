/** Where an installation keeps everything it has. */
package io.longtake.cli.home;
