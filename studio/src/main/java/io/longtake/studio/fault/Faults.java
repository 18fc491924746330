package io.longtake.studio.fault;

import io.longtake.studio.chance.Chance;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Decides who is struck. The decision depends on seed, fault and the request's identity alone, never on the order in
 * which threads arrive; a request that comes again is a new attempt and is decided anew.
 */
public final class Faults {

    /** How often each fault strikes, 0 to 1, and how long each moment is held open. */
    public record Plan(long seed, Map<Fault, Double> rates, Map<Delay, Duration> delays) {
        public Plan(long seed, Map<Fault, Double> rates) {
            this(seed, rates, Map.of());
        }

        public Plan {
            delays.forEach((delay, length) -> {
                if (length.isNegative() || length.compareTo(LONGEST_DELAY) > 0) {
                    throw new IllegalArgumentException(
                            delay.key() + " is 0 to " + LONGEST_DELAY.toMillis() + ", not " + length.toMillis());
                }
            });
            delays = Map.copyOf(delays);
            rates.forEach((fault, rate) -> {
                if (!(rate >= 0 && rate <= 1)) {
                    throw new IllegalArgumentException("the rate of " + fault.key() + " is 0 to 1, not " + rate);
                }
            });
            rates = Map.copyOf(rates);
        }

        /** How long that moment is held open; zero unless asked for. */
        public Duration lasts(Delay delay) {
            return delays.getOrDefault(delay, Duration.ZERO);
        }
    }

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);

    /** Ids and secrets of the studio's own drawing. */
    private static final Pattern DRAWN =
            Pattern.compile("(?:(?:ses|task|media|user|clm)_)?[A-Za-z0-9_-]{27}(?![A-Za-z0-9_-])");

    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final Map<String, Integer> seen = new ConcurrentHashMap<>();
    private final Set<Hold> holds = ConcurrentHashMap.newKeySet();
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

    /** From now on; counting starts over. A moment that is held open longer than the new plan says is let go. */
    public void follow(Plan changed) {
        plan = changed;
        attempts.clear();
        seen.clear();
        holds.forEach(this::letGoOrWait);
    }

    /**
     * The text with the studio's random ids replaced by how-manieth of them each is: what a fresh studio that is asked the same
     * things in the same order would have there.
     */
    public String withoutChance(String text) {
        return DRAWN.matcher(text).replaceAll(found -> {
            synchronized (seen) {
                return "#" + seen.computeIfAbsent(found.group(), id -> seen.size() + 1);
            }
        });
    }

    /** A moment that is held open since {@code started}, in ns of the process's own clock. */
    private record Hold(Delay delay, long started, CompletableFuture<Void> over) {}

    /** Ends when that moment was held open as long as the plan says, the one of then or one that came since. */
    public CompletableFuture<Void> held(Delay delay) {
        Hold hold = new Hold(delay, System.nanoTime(), new CompletableFuture<>());
        if (plan.lasts(delay).isZero()) {
            hold.over.complete(null);
            return hold.over;
        }
        holds.add(hold);
        CompletableFuture<Void> ignored = hold.over.whenComplete((done, failure) -> holds.remove(hold));
        letGoOrWait(hold);
        return hold.over;
    }

    private void letGoOrWait(Hold hold) {
        long left = plan.lasts(hold.delay).toNanos() - (System.nanoTime() - hold.started);
        if (left <= 0) {
            hold.over.complete(null);
        } else {
            CompletableFuture.delayedExecutor(left, TimeUnit.NANOSECONDS).execute(() -> letGoOrWait(hold));
        }
    }

    /** How many are held in that moment now. */
    public long holding(Delay delay) {
        return holds.stream().filter(hold -> hold.delay == delay).count();
    }

    /** Holds the moment open; an interruption ends it. */
    public void pause(Delay delay) {
        CompletableFuture<Void> over = held(delay);
        try {
            over.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            over.complete(null);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a hold has no way to fail", e);
        }
    }

    /** Whether {@code fault} strikes the thing so named, always with the same answer under the same plan. */
    public boolean strikes(Fault fault, String identity) {
        Plan now = plan;
        double rate = now.rates().getOrDefault(fault, 0.0);
        return rate > 0 && Chance.fraction(now.seed(), fault.key() + "\n" + identity) < rate;
    }

    /** Like {@link #strikes}, for something that may come again under the same name. */
    public boolean strikesAttempt(Fault fault, Supplier<String> name) {
        if (plan.rates().getOrDefault(fault, 0.0) <= 0) {
            return false;
        }
        String identity = name.get();
        int attempt = attempts.computeIfAbsent(fault.key() + "\n" + identity, key -> new AtomicInteger())
                .incrementAndGet();
        return strikes(fault, identity + "\n" + attempt);
    }
}
