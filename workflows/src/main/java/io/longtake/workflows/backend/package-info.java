/** The edit session: turns, state, transitions, and the workflow that lives for weeks. */
package io.longtake.workflows.backend;
