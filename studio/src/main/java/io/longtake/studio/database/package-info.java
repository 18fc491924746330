/** SQLite, one writer: what was answered is on the disk. */
package io.longtake.studio.database;
