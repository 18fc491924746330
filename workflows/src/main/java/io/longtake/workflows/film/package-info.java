/** Rendering over workers: renders the parts of a film, its chunks and its sound, as activities, and collects them. */
package io.longtake.workflows.film;
