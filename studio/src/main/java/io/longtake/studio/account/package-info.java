/** Anonymous clients, their tokens and their credits. */
package io.longtake.studio.account;
