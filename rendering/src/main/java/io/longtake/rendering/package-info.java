/**
 * Rendering over workers: connects the studio's renderer with workflows and the media store. The studio itself uses neither. No class
 * belongs directly in this package.
 */
@NullMarked
package io.longtake.rendering;

import org.jspecify.annotations.NullMarked;
