package io.longtake.cli.doctor;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.longtake.cli.outcome.TemporaryFailures;
import io.longtake.cli.temporal.NamespaceAttributes;
import io.longtake.cli.temporal.RequestRate;
import io.longtake.cli.temporal.TemporalConnections;
import io.longtake.cli.temporal.TemporalNamespace;
import io.longtake.cli.temporal.TemporalTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Creates what Longtake needs at a Temporal server: the namespace, its retention period, the search attributes of sessions, and, if requested, a rate limit. What
 * the server does not permit is reported together with the command that an operator can run.
 */
public final class ServerPreparation {
    /** A server's parts learn of a new namespace when they refresh their caches, after 10 s at most by default. */
    private static final Duration KNOWN_EVERYWHERE = Duration.ofSeconds(30);

    private static final Duration RETRY = Duration.ofMillis(500);

    private final TemporalConnections connections;
    private final TemporalTarget target;
    private final Duration retention;
    private final Optional<RequestRate> rate;
    /** What the namespace had before; empty if this preparation created it. */
    private Optional<Duration> kept = Optional.empty();

    /**
     * @param retention how long the namespace has to keep closed workflows at least
     * @param rate the limit to set; empty keeps what the server has
     */
    public ServerPreparation(
            TemporalConnections connections, TemporalTarget target, Duration retention, Optional<RequestRate> rate) {
        this.connections = connections;
        this.target = target;
        this.retention = retention;
        this.rate = rate;
    }

    /**
     * Checks and creates everything.
     *
     * @throws StatusRuntimeException if the server is unavailable
     */
    public List<Finding> run() {
        var findings = new ArrayList<Finding>();
        var namespace = namespace();
        findings.add(namespace);
        if (namespace.ok()) {
            findings.add(keepsLongEnough());
            findings.add(attributes());
            rate.map(this::limited).ifPresent(findings::add);
        }
        return List.copyOf(findings);
    }

    private Finding namespace() {
        var name = target.namespace();
        try {
            kept = TemporalNamespace.retention(connections.to(target), name);
            if (kept.isPresent()) {
                return new Finding("namespace", true, name, "");
            }
            TemporalNamespace.create(connections.to(target), name, retention);
            return new Finding("namespace", true, name + " (created)", "");
        } catch (StatusRuntimeException e) {
            return refused("namespace", name + " can't be read or created", e, command("create"));
        }
    }

    private Finding keepsLongEnough() {
        // A new namespace has the retention that it was created with.
        if (kept.isEmpty() || kept.get().compareTo(retention) >= 0) {
            return new Finding("retention", true, kept.orElse(retention).toDays() + " days", "");
        }
        try {
            TemporalNamespace.keepFor(connections.to(target), target.namespace(), retention);
            return new Finding(
                    "retention",
                    true,
                    retention.toDays() + " days (" + kept.get().toDays() + " before)",
                    "");
        } catch (StatusRuntimeException e) {
            return refused("retention", "shorter than " + retention.toDays() + " days", e, command("update"));
        }
    }

    private String command(String verb) {
        return "temporal operator namespace " + verb + " --namespace " + target.namespace() + " --retention "
                + retention.toDays() + "d";
    }

    private Finding attributes() {
        if (kept.isPresent() && connections.lists(target)) {
            return new Finding("search attributes", true, "exist", "");
        }
        long end = System.nanoTime() + (kept.isEmpty() ? KNOWN_EVERYWHERE.toNanos() : 0);
        while (true) {
            try {
                if (connections.addAttributes(target)) {
                    return new Finding("search attributes", true, "exist (created)", "");
                }
                if (System.nanoTime() >= end) {
                    return new Finding(
                            "search attributes",
                            false,
                            "missing, and the server does not permit this client to add them",
                            "An operator can add them (Temporal Cloud: in its web UI): "
                                    + NamespaceAttributes.commands(target.namespace()));
                }
            } catch (StatusRuntimeException e) {
                if (System.nanoTime() >= end) {
                    throw e;
                }
            }
            LockSupport.parkNanos(RETRY.toNanos());
        }
    }

    private Finding limited(RequestRate limit) {
        try {
            limit.apply(connections.to(target), target.namespace());
            return new Finding("rate limit", true, limit.toString(), "");
        } catch (StatusRuntimeException e) {
            return refused(
                    "rate limit",
                    "can't be set to " + limit,
                    e,
                    "temporal task-queue config set --namespace " + target.namespace() + " --task-queue QUEUE"
                            + " --task-queue-type activity --fairness-key-rps-limit-default RATE");
        }
    }

    private static Finding refused(String what, String found, StatusRuntimeException e, String command) {
        if (TemporaryFailures.is(e)) {
            throw e;
        }
        return new Finding(
                what,
                false,
                found + " (" + reason(e.getStatus()) + ")",
                "An operator can do it: " + command + " (Temporal Cloud: in its web UI)");
    }

    private static String reason(Status status) {
        return status.getCode() == Status.Code.PERMISSION_DENIED || status.getCode() == Status.Code.UNAUTHENTICATED
                ? "permission denied"
                : status.getDescription() == null ? status.getCode().name() : status.getDescription();
    }
}
