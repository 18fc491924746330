/** Figures that are read from the histories of workflows. */
package io.longtake.load.figures;
