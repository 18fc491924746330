package io.longtake.workflows.simulation;

import io.longtake.workflows.account.AccountLease;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** The tokens of one account in the cloud, and the token that the workers have; synchronized on itself. */
final class Tokens {
    final Set<Integer> issued = new TreeSet<>();
    final Set<Integer> expired = new TreeSet<>();
    final AtomicInteger credits = new AtomicInteger(100);
    private int askedTooSoon;
    private int atHand;

    /** The generation that a worker uses for a lease; 0 if there is none. */
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
     * A second attempt for the same generation gets what the first one stored.
     *
     * @return false while another token is valid
     */
    synchronized boolean issue(int generation) {
        if (!issued.contains(generation) && !expired.containsAll(issued)) {
            askedTooSoon++;
            return false;
        }
        issued.add(generation);
        return true;
    }

    /** How often a token was requested while another one was valid. */
    synchronized int askedTooSoon() {
        return askedTooSoon;
    }

    /** Removes a refused token from the workers' memory. */
    synchronized void forget(int generation) {
        atHand = atHand <= generation ? 0 : atHand;
    }
}
