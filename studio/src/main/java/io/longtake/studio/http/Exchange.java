package io.longtake.studio.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.longtake.studio.fault.Delay;
import io.longtake.studio.fault.Fault;
import io.longtake.studio.fault.Faults;
import io.longtake.studio.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** One request and its response, with its row in the ledger. */
public final class Exchange {
    private final Context context;
    private final byte[] body;
    private final long row;
    private final Ledger ledger;
    private final Callers callers;
    private final Faults faults;
    private int code;

    /** Waits for the plan's delay at this point, if any. */
    public void pause(Delay delay) {
        faults.pause(delay);
    }

    Exchange(Context context, byte[] body, long row, Ledger ledger, Callers callers, Faults faults) {
        this.context = context;
        this.body = body;
        this.row = row;
        this.ledger = ledger;
        this.callers = callers;
        this.faults = faults;
    }

    public Context context() {
        return context;
    }

    /**
     * The body of a JSON request.
     *
     * @throws Refusal 400 when it is not a JSON object
     */
    public ObjectNode body() {
        return Json.readObject(body);
    }

    /**
     * A text field of the body.
     *
     * @throws Refusal 400 when it is missing or blank
     */
    public static String text(JsonNode body, String field) {
        String value = body.path(field).asText("").strip();
        if (value.isEmpty()) {
            throw Refusal.status(400, "The field \"" + field + "\" is missing.");
        }
        return value;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(context.header(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /**
     * The user that sent the request.
     *
     * @throws Refusal 1001 when the token is missing, unknown or expired
     */
    public Caller caller() {
        Caller caller = bearer().flatMap(callers::caller).orElseThrow(Refusal::badToken);
        ledger.from(row, caller.tokenHash());
        if (triggers(Fault.EXPIRE_TOKENS)) {
            callers.expire(caller);
            throw Refusal.badToken();
        }
        return caller;
    }

    /** The credential of the Authorization header. */
    public Optional<String> bearer() {
        return header("Authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("bearer "))
                .map(value -> value.substring("bearer ".length()).strip());
    }

    /** Records in the ledger what the request is about. */
    public void asks(String session, String intent) {
        ledger.asks(row, session, intent);
    }

    /** Records a fault in the ledger. */
    public void triggered(Fault fault) {
        ledger.fault(row, fault.key());
    }

    /** Whether {@code fault} affects this request; recorded in the ledger if so. A repeated request is decided anew. */
    public boolean triggers(Fault fault) {
        boolean triggered = faults.triggersOnAttempt(fault, this::identity);
        if (triggered) {
            ledger.fault(row, fault.key());
        }
        return triggered;
    }

    /** Equal for repetitions of a request, and for the corresponding request in a fresh studio. */
    private String identity() {
        String text = new String(body, StandardCharsets.UTF_8);
        return context.method() + " " + faults.withoutChance(context.path() + "\n" + text);
    }

    /** Sends a success response in the envelope. */
    public void ok(JsonNode data) {
        json(200, Json.envelope(0, "success", data));
    }

    public void json(int status, JsonNode answer) {
        code = answer.path("code").asInt(0);
        context.status(status).contentType("application/json; charset=utf-8").result(Json.write(answer));
    }

    void refuse(Refusal refusal) {
        refusal.headers().forEach(context::header);
        json(refusal.status(), refusal.body());
        if (code == 0) {
            code = refusal.status();
        }
    }

    int code() {
        return code;
    }

    /** Closes the connection without a response. */
    public void cut() {
        Connections.cut(context.req());
    }

    /**
     * Whether the client still waits for the response. For connections that are about to be cut only, see
     * {@link Connections#listens}.
     */
    public boolean listens() {
        return Connections.listens(context.req());
    }
}
