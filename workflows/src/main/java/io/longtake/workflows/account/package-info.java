/** The account workflow, which owns one token for one backend, and the interface of its activities. */
package io.longtake.workflows.account;
