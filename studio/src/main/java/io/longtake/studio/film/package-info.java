/** What a film is, and how it becomes frames and sound. Knows nothing of prompts, projects or HTTP. */
package io.longtake.studio.film;
