/** The session workflow: turns, state, transitions, and the lanes that carry turns out. */
package io.longtake.workflows.session;
