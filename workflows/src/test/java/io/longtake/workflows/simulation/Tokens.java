package io.longtake.workflows.simulation;

import io.longtake.workflows.account.AccountLease;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** One account's tokens at the cloud, and the one that the workers have at hand; guarded by itself. */
final class Tokens {
    final Set<Integer> issued = new TreeSet<>();
    final Set<Integer> expired = new TreeSet<>();
    final AtomicInteger credits = new AtomicInteger(100);
    private int askedTooSoon;
    private int atHand;

    /** The generation that a worker would use for a lease; 0 when there is none. */
    synchronized int resolve(AccountLease lease) {
        if (atHand < lease.generation() || atHand == 0) {
            atHand = issued.stream().mapToInt(Integer::intValue).max().orElse(0);
        }
        return atHand >= lease.generation() ? atHand : 0;
    }

    synchronized boolean accepts(int generation) {
        return generation > 0 && !expired.contains(generation);
    }

    synchronized void expire(int generation) {
        expired.add(generation);
    }

    /**
     * A second try for the same generation gets what the first one wrote down.
     *
     * @return false while another one works
     */
    synchronized boolean issue(int generation) {
        if (!issued.contains(generation) && !expired.containsAll(issued)) {
            askedTooSoon++;
            return false;
        }
        issued.add(generation);
        return true;
    }

    /** How often a token was asked for while another one worked. */
    synchronized int askedTooSoon() {
        return askedTooSoon;
    }

    /** A refused one is forgotten by the workers. */
    synchronized void forget(int generation) {
        atHand = atHand <= generation ? 0 : atHand;
    }
}
