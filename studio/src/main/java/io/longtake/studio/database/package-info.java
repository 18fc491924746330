/**
 * Access to SQLite with one writer; a response is sent only after its transaction is on disk. The SQL of a topic is in the
 * package of that topic.
 */
package io.longtake.studio.database;
