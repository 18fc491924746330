package io.longtake.workflows.simulation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Chance without order: what is drawn depends on the seed and the name of the draw alone, so that it is the same however
 * threads interleave.
 */
record Dice(long seed) {
    /** The seed stands in the names of sessions and accounts: {@code sim-<seed>-<letter>}, {@code account-sim-<seed>}. */
    static Dice of(String name) {
        return new Dice(Arrays.stream(name.split("-"))
                .filter(part -> Character.isDigit(part.charAt(0)))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow());
    }

    /** 0 up to, not including, 1. */
    double roll(String name) {
        CRC32 crc = new CRC32();
        crc.update((seed + "/" + name).getBytes(StandardCharsets.UTF_8));
        // CRC32 alone is linear in its input; the multiplications break that up.
        long mixed = crc.getValue() * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 31)) * 0xBF58476D1CE4E5B9L;
        return ((mixed ^ (mixed >>> 29)) >>> 11) / (double) (1L << 53);
    }

    boolean strikes(String name, double rate) {
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
