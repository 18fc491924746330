/** One token for one backend: who owns it, how it is renewed, and the activities that fetch it. */
package io.longtake.workflows.account;
