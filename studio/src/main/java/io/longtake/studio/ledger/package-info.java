/** Every request that arrived, and what it was answered: what the tests of "never twice" read. */
package io.longtake.studio.ledger;
