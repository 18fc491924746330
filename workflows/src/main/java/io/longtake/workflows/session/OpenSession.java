package io.longtake.workflows.session;

import io.longtake.workflows.account.AccountLease;

/**
 * Asks for a backend session.
 *
 * @param language BCP 47 code of the first prompt's language
 */
public record OpenSession(AccountLease account, String language) {}
