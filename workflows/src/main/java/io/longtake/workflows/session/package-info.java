/** The session workflow: turns, state, transitions, and the lanes that execute turns. */
package io.longtake.workflows.session;
