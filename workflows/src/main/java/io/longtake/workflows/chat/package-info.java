/**
 * The interface and records of the chat activity, which sends one message at most once. The implementation is in
 * {@code activities.chat}.
 */
package io.longtake.workflows.chat;
