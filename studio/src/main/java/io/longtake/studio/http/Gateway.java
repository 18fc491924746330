package io.longtake.studio.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.longtake.files.digest.Sha256;
import io.longtake.studio.fault.Fault;
import io.longtake.studio.fault.Faults;
import io.longtake.studio.ledger.Ledger;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles what all requests have in common: the ledger, the faults, and the conversion of refusals to responses. */
public final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final Ledger ledger;
    private final Callers callers;
    private final Faults faults;

    public Gateway(Ledger ledger, Callers callers, Faults faults) {
        this.ledger = ledger;
        this.callers = callers;
        this.faults = faults;
    }

    /** Which faults may affect a route. */
    public enum Kind {
        CONTRACT(true, true),
        /** Its connection has separate faults. */
        STREAM(true, false),
        /** The studio's own endpoints, without faults; programs poll them, so the ledger does not record them. */
        OWN(false, false);

        private final boolean refusable;
        private final boolean losable;

        Kind(boolean refusable, boolean losable) {
            this.refusable = refusable;
            this.losable = losable;
        }
    }

    public Handler through(Kind kind, Action action) {
        return context -> handle(kind, action, context);
    }

    /** Answers unknown paths, and bodies above the size limit, in the envelope too. */
    public void refuseUnknownRoutes(JavalinConfig config) {
        config.routes.exception(HttpResponseException.class, (e, context) -> {
            long row = ledger.arrived(context.method().name(), context.path(), Optional.empty());
            String sentence = e.getStatus() == 404
                    ? "No such endpoint: " + context.method().name() + " " + context.path()
                    : String.valueOf(e.getMessage());
            answer(exchange(context, new byte[0], row), Refusal.status(e.getStatus(), sentence));
            ledger.answered(row, e.getStatus(), e.getStatus());
        });
    }

    private Exchange exchange(Context context, byte[] body, long row) {
        return new Exchange(context, body, row, ledger, callers, faults);
    }

    private void handle(Kind kind, Action action, Context context) {
        boolean streamed = Optional.ofNullable(context.contentType()).orElse("").startsWith("multipart/");
        byte[] body = streamed ? new byte[0] : context.bodyAsBytes();
        Optional<String> digest = body.length == 0 ? Optional.empty() : Optional.of(Sha256.of(body));
        long row = kind == Kind.OWN
                ? Ledger.NOT_RECORDED
                : ledger.arrived(context.method().name(), context.path(), digest);
        Exchange exchange = exchange(context, body, row);
        try {
            if (kind.refusable) {
                refuseIfFault(exchange);
            }
            action.answer(exchange);
            if (kind.losable && exchange.triggers(Fault.LOSE_ANSWERS)) {
                exchange.cut();
                return;
            }
        } catch (Refusal refusal) {
            if (streamed) {
                // The rest of the body would be read as the next request.
                context.header("Connection", "close");
            }
            answer(exchange, refusal);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return;
        } catch (Exception e) {
            LOG.error("{} {} failed", context.method(), context.path(), e);
            answer(exchange, Refusal.status(500, "The studio failed to process the request. Its log has the details."));
        }
        ledger.answered(row, context.statusCode(), exchange.code());
    }

    private static void answer(Exchange exchange, Refusal refusal) {
        if (!exchange.context().res().isCommitted()) {
            exchange.refuse(refusal);
        }
    }

    private void refuseIfFault(Exchange exchange) {
        if (exchange.triggers(Fault.RATE_LIMIT)) {
            throw Refusal.status(429, "Too many requests.").withHeader("Retry-After", "1");
        }
        if (exchange.triggers(Fault.SERVER_ERRORS)) {
            throw Refusal.status(503, "The service is temporarily unavailable.");
        }
    }
}
