/** One message to the backend's editor, sent at most once. */
package io.longtake.workflows.chat;
