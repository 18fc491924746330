/** Records every request and its response. Tests read it to prove that nothing was sent twice. */
package io.longtake.studio.ledger;
