package io.longtake.workflows.simulation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Decides which fault occurs for a request at a point, depending only on the seed and the request's name, and counts
 * the faults.
 */
final class Faults {
    /** Probability of a fault for a request at a point. */
    private static final Map<FaultPoint, Double> RATES = new EnumMap<>(Map.of(
            FaultPoint.BEFORE_SENDING, 0.05,
            FaultPoint.AFTER_SENDING, 0.03,
            FaultPoint.MID_STREAM, 0.03,
            FaultPoint.AFTER_CLOSE, 0.02,
            FaultPoint.BEFORE_THE_RESULT_IS_RECORDED, 0.02));

    /** Streams are the most critical requests, and there are few of them. */
    private static final double MORE_OFTEN_IN_CHAT = 3;

    /** Probability that all attempts of a request meet the same fault until the retries end. */
    private static final double OUTAGES = 0.006;

    private final Map<FaultPoint, Map<Fault, LongAdder>> struck = new ConcurrentHashMap<>();

    Optional<Fault> strike(FaultPoint point, Request request) {
        SeededRandom dice = SeededRandom.of(request.session());
        Optional<Fault> fault = outage(dice, point, request).or(() -> single(dice, point, request));
        fault.ifPresent(f -> count(point, f));
        return fault;
    }

    private static Optional<Fault> outage(SeededRandom dice, FaultPoint point, Request request) {
        if (!dice.happens("outage " + request.scheduling(), OUTAGES)) {
            return Optional.empty();
        }
        boolean unheard = dice.happens("outage unheard " + request.scheduling(), 0.5);
        return point == FaultPoint.BEFORE_SENDING && unheard
                ? Optional.of(Fault.CONNECTION_REFUSED)
                : point == FaultPoint.AFTER_SENDING && !unheard ? Optional.of(Fault.CONNECTION_CUT) : Optional.empty();
    }

    private static Optional<Fault> single(SeededRandom dice, FaultPoint point, Request request) {
        boolean chat = request.activity().startsWith("chat");
        double rate = RATES.getOrDefault(point, 0.0) * (chat ? MORE_OFTEN_IN_CHAT : 1);
        if (!dice.happens(request.at(point), rate)) {
            return Optional.empty();
        }
        List<Fault> possible = Fault.at(point);
        Fault fault = possible.get(dice.below("which " + request.at(point), possible.size()));
        boolean rare = fault == Fault.SESSION_FORGOTTEN && !dice.happens("forgotten " + request.at(point), 0.2);
        return rare ? Optional.empty() : Optional.of(fault);
    }

    private void count(FaultPoint point, Fault fault) {
        struck.computeIfAbsent(point, p -> new ConcurrentHashMap<>())
                .computeIfAbsent(fault, f -> new LongAdder())
                .increment();
    }

    long total() {
        return struck.values().stream()
                .flatMap(m -> m.values().stream())
                .mapToLong(LongAdder::sum)
                .sum();
    }

    void addTo(Map<FaultPoint, Map<Fault, Long>> totals) {
        struck.forEach((point, faults) -> faults.forEach((fault, n) ->
                totals.computeIfAbsent(point, p -> new TreeMap<>()).merge(fault, n.sum(), Long::sum)));
    }
}
