/** The contract's envelope, its refusals, and how a request becomes an answer. */
package io.longtake.studio.http;
