/** A project, the studio's counterpart of a session of the contract, with its media and its draft. */
package io.longtake.studio.project;
