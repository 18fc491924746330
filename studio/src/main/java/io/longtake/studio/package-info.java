/** The local backend: the HTTP contract, project timelines, prompt understanding, the renderer. */
package io.longtake.studio;
