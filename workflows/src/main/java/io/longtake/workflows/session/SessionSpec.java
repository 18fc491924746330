package io.longtake.workflows.session;

import io.longtake.workflows.account.AccountLease;

/**
 * What a session is started with, and keeps.
 *
 * @param name as the person calls it; the workflow id is {@code session-<name>}
 * @param accountId the account workflow whose token is used
 * @param origin the backend
 * @param language BCP 47 code of the first prompt's language
 * @param metered whether the balance is read before and after each edit, so that it is known what edits cost; false in
 *     sessions of older versions
 */
public record SessionSpec(
        String name, String accountId, String origin, String language, SessionPolicy policy, boolean metered) {
    public SessionSpec(String name, String accountId, String origin, String language, SessionPolicy policy) {
        this(name, accountId, origin, language, policy, false);
    }

    public AccountLease lease(int generation) {
        return new AccountLease(accountId, origin, generation);
    }

    public static String workflowId(String name) {
        return "session-" + name;
    }
}
