/** Starts JVM child processes that handle untrusted files. */
package io.longtake.studio.process;
