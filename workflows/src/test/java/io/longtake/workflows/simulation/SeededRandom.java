package io.longtake.workflows.simulation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Random numbers that do not depend on the order of the draws: a result depends only on the seed and the name of the
 * draw, so it is the same for every interleaving of threads.
 */
record SeededRandom(long seed) {
    /** The names of sessions and accounts contain the seed: {@code sim-<seed>-<letter>}, {@code account-sim-<seed>}. */
    static SeededRandom of(String name) {
        return new SeededRandom(Arrays.stream(name.split("-"))
                .filter(part -> Character.isDigit(part.charAt(0)))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow());
    }

    /** Between 0 (inclusive) and 1 (exclusive). */
    double roll(String name) {
        CRC32 crc = new CRC32();
        crc.update((seed + "/" + name).getBytes(StandardCharsets.UTF_8));
        // CRC32 alone is linear in its input; the multiplications remove the linearity.
        long mixed = crc.getValue() * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 31)) * 0xBF58476D1CE4E5B9L;
        return ((mixed ^ (mixed >>> 29)) >>> 11) / (double) (1L << 53);
    }

    boolean happens(String name, double rate) {
        return roll(name) < rate;
    }

    int below(String name, int bound) {
        return (int) (roll(name) * bound);
    }

    <E extends Enum<E>> E pick(String name, Class<E> type) {
        E[] all = type.getEnumConstants();
        return all[below(name, all.length)];
    }
}
