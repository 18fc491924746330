/** Who asks: anonymous clients, their tokens, their credits. */
package io.longtake.studio.account;
