/**
 * Access to SQLite with one writer; a response is sent only after its transaction is on disk. SQL of a topic belongs
 * to that topic.
 */
package io.longtake.studio.database;
