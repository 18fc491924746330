/** The codec server, through which Temporal's web UI and its command line read encrypted payloads. */
@NullMarked
package io.longtake.cli.codec;

import org.jspecify.annotations.NullMarked;
