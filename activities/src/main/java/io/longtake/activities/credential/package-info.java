/** Who we are at a backend, and how a token is kept so that only this installation can read it. */
package io.longtake.activities.credential;
