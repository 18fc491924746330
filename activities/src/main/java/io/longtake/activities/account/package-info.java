/**
 * The activities of the account workflow, and the lookup of a token for every other activity. Sealing and storing
 * tokens belongs to {@code credential}.
 */
package io.longtake.activities.account;
