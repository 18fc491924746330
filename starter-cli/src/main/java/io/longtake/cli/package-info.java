/** The command line's entry points. */
package io.longtake.cli;
