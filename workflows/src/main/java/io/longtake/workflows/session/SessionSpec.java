package io.longtake.workflows.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.Installation;
import io.longtake.workflows.account.AccountLease;

/**
 * The fixed properties of a session.
 *
 * @param name the user's name for it; the workflow id is {@code session-<name>}
 * @param accountId the account workflow whose token it uses
 * @param origin the backend
 * @param language BCP 47 code of the first prompt's language
 * @param metered whether to read the balance before and after each edit, to determine its cost
 */
public record SessionSpec(
        @JsonProperty("name") String name,
        @JsonProperty("accountId") String accountId,
        @JsonProperty("origin") String origin,
        @JsonProperty("language") String language,
        @JsonProperty("policy") SessionPolicy policy,
        @JsonProperty(value = "metered", required = true) boolean metered) {
    public AccountLease lease(int generation) {
        return new AccountLease(accountId, origin, generation);
    }

    public static String workflowId(String name) {
        return Installation.sessionId(name);
    }

    /** The name of the session whose workflow has this id. */
    public static String name(String workflowId) {
        return Installation.sessionName(workflowId);
    }
}
