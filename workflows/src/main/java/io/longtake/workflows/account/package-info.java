/** The account workflow, which manages one token for one backend, and the interface of its activities. */
package io.longtake.workflows.account;
