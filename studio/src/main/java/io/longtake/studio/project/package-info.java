/** What a session of the contract is here: a project with its media and its draft. */
package io.longtake.studio.project;
