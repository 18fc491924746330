/** The identity of a session at the backend, shared by sessions, chats and renders. */
package io.longtake.workflows.backend;
