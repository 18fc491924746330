/** The setting that has films rendered by workers, for the studio and for the worker. */
@NullMarked
package io.longtake.cli.rendering;

import org.jspecify.annotations.NullMarked;
