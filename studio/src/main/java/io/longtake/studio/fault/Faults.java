package io.longtake.studio.fault;

import io.longtake.studio.http.Digests;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides who is struck. The decision depends on seed, fault and the request's identity alone, never on the order in
 * which threads arrive; a request that comes again is a new attempt and is decided anew.
 */
public final class Faults {

    /** How often each fault strikes, 0 to 1. */
    public record Plan(long seed, Map<Fault, Double> rates) {
        public Plan {
            rates.forEach((fault, rate) -> {
                if (!(rate >= 0 && rate <= 1)) {
                    throw new IllegalArgumentException("the rate of " + fault.key() + " is 0 to 1, not " + rate);
                }
            });
            rates = Map.copyOf(rates);
        }
    }

    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private volatile Plan plan;

    public Faults(Plan plan) {
        this.plan = plan;
    }

    /** Only silent edits, as the contract has them. */
    public static Plan only(long seed, double silentEdits) {
        Map<Fault, Double> rates = new EnumMap<>(Fault.class);
        rates.put(Fault.SILENT_EDITS, silentEdits);
        return new Plan(seed, rates);
    }

    public Plan plan() {
        return plan;
    }

    /** From now on; counting starts over. */
    public void follow(Plan changed) {
        plan = changed;
        attempts.clear();
    }

    /** Whether {@code fault} strikes the thing so named, always with the same answer under the same plan. */
    public boolean strikes(Fault fault, String identity) {
        Plan now = plan;
        double rate = now.rates().getOrDefault(fault, 0.0);
        return rate > 0 && Digests.fraction(now.seed(), fault.key() + "\n" + identity) < rate;
    }

    /** Like {@link #strikes}, for something that may come again under the same name. */
    public boolean strikesAttempt(Fault fault, String identity) {
        if (plan.rates().getOrDefault(fault, 0.0) <= 0) {
            return false;
        }
        int attempt = attempts.computeIfAbsent(fault.key() + "\n" + identity, key -> new AtomicInteger())
                .incrementAndGet();
        return strikes(fault, identity + "\n" + attempt);
    }
}
