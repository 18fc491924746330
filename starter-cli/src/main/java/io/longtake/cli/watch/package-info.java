/** Makes a film of each file that arrives in a folder. */
package io.longtake.cli.watch;
