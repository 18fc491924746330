package io.longtake.studio.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.studio.http.Exchange;
import io.longtake.studio.http.Json;
import io.longtake.studio.http.Refusal;
import java.util.UUID;

/** Tokens and credits. */
public final class AccountRoutes {
    private final Accounts accounts;

    public AccountRoutes(Accounts accounts) {
        this.accounts = accounts;
    }

    /** {@code POST /api/auth/anonymous-token}. */
    public void issue(Exchange exchange) {
        String client =
                exchange.header("X-Client-Id").orElseThrow(() -> Refusal.status(400, "X-Client-Id is missing."));
        Accounts.Issued issued = accounts.issue(uuid(client), exchange.context().ip());
        ObjectNode data = Json.object()
                .put("token", issued.token())
                .put("credits", issued.credits())
                .put("user_id", issued.userId())
                .put("expires_at", issued.expiresAt().toString());
        exchange.ok(data);
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Refusal.status(400, "X-Client-Id is not a UUID.");
        }
    }

    /** {@code GET /api/credits/balance/simple}. */
    public void balance(Exchange exchange) {
        Balance balance = accounts.balance(exchange.caller().userId());
        exchange.ok(Json.object()
                .put("available", balance.available())
                .put("frozen", balance.frozen())
                .put("total", balance.total()));
    }
}
