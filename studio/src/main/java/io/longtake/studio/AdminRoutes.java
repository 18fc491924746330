package io.longtake.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.studio.fault.Delay;
import io.longtake.studio.fault.Fault;
import io.longtake.studio.fault.Faults;
import io.longtake.studio.http.Exchange;
import io.longtake.studio.http.Json;
import io.longtake.studio.http.Refusal;
import io.longtake.studio.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The studio's own endpoints: health for every client; ledger and faults for clients that can read the key file in the studio's
 * folder.
 */
final class AdminRoutes {
    private static final int PAGE = 1000;

    private final DataFolder folder;
    private final Ledger ledger;
    private final Faults faults;

    AdminRoutes(DataFolder folder, Ledger ledger, Faults faults) {
        this.folder = folder;
        this.ledger = ledger;
        this.faults = faults;
    }

    /** {@code GET /healthz}: identifies the studio that listens on this port. */
    void health(Exchange exchange) {
        String version = Optional.ofNullable(Studio.class.getPackage().getImplementationVersion())
                .orElse("development");
        exchange.json(
                200,
                Json.object()
                        .put("service", "longtake-studio")
                        .put("status", "ok")
                        .put("version", version)
                        .put("identity", folder.identity()));
    }

    private void requireKey(Exchange exchange) {
        byte[] given = exchange.bearer().orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, folder.adminKey().getBytes(StandardCharsets.UTF_8))) {
            throw Refusal.status(403, "This request requires the key in the file admin.key of the studio's folder.");
        }
    }

    /** {@code GET /studio/ledger?after=<id>}: the entries after that id, at most 1,000. */
    void ledger(Exchange exchange) {
        requireKey(exchange);
        long after = after(exchange);
        ObjectNode answer = Json.object();
        ArrayNode entries = answer.putArray("entries");
        for (Ledger.Entry entry : ledger.entries(after, PAGE)) {
            ObjectNode node = entries.addObject()
                    .put("id", entry.id())
                    .put("at", entry.at().toString())
                    .put("method", entry.method())
                    .put("path", entry.path());
            entry.session().ifPresent(value -> node.put("session", value));
            entry.bodyDigest().ifPresent(value -> node.put("bodyDigest", value));
            entry.intent().ifPresent(value -> node.put("intent", value));
            entry.token().ifPresent(value -> node.put("token", value));
            entry.status().ifPresent(value -> node.put("status", value));
            entry.code().ifPresent(value -> node.put("code", value));
            entry.fault().ifPresent(value -> node.put("fault", value));
        }
        exchange.json(200, answer);
    }

    private static long after(Exchange exchange) {
        String given =
                Optional.ofNullable(exchange.context().queryParam("after")).orElse("0");
        try {
            return Long.parseLong(given);
        } catch (NumberFormatException e) {
            throw Refusal.status(400, "The parameter after must be the id of an entry, not " + given + ".");
        }
    }

    /** {@code GET /studio/faults}: the plan, and in {@code holding} how many requests each delay currently holds. */
    void faults(Exchange exchange) {
        requireKey(exchange);
        answer(exchange);
    }

    /**
     * {@code PUT /studio/faults}: {@code {"seed":1,"dropStreams":0.5,"chatMillis":3000,…}}; faults and delays not named are
     * turned off.
     */
    void follow(Exchange exchange) {
        requireKey(exchange);
        ObjectNode body = exchange.body();
        Map<Fault, Double> rates = new EnumMap<>(Fault.class);
        Map<Delay, Duration> delays = new EnumMap<>(Delay.class);
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            Optional<Delay> delay = Delay.named(field.getKey());
            if (delay.isPresent()) {
                delays.put(delay.get(), Duration.ofMillis(field.getValue().asLong(-1)));
            } else if (!field.getKey().equals("seed")) {
                Fault fault = Fault.named(field.getKey())
                        .orElseThrow(() -> Refusal.status(400, "No fault named \"" + field.getKey() + "\"."));
                rates.put(fault, field.getValue().asDouble(Double.NaN));
            }
        }
        try {
            faults.follow(new Faults.Plan(body.path("seed").asLong(faults.plan().seed()), rates, delays));
        } catch (IllegalArgumentException e) {
            throw Refusal.status(400, String.valueOf(e.getMessage()));
        }
        answer(exchange);
    }

    private void answer(Exchange exchange) {
        ObjectNode answer = Json.object().put("seed", faults.plan().seed());
        for (Fault fault : Fault.values()) {
            answer.put(fault.key(), faults.plan().rates().getOrDefault(fault, 0.0));
        }
        for (Delay delay : Delay.values()) {
            answer.put(delay.key(), faults.plan().lasts(delay).toMillis());
        }
        ObjectNode holding = answer.putObject("holding");
        for (Delay delay : Delay.values()) {
            holding.put(delay.key(), faults.holding(delay));
        }
        exchange.json(200, answer);
    }
}
