/** A project with its media and its draft; it corresponds to a session of the contract. */
package io.longtake.studio.project;
