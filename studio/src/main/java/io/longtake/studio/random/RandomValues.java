package io.longtake.studio.random;

import io.longtake.files.digest.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** Generates unguessable random strings and reproducible pseudo-random numbers. */
public final class RandomValues {
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final int HEX_DIGITS_OF_A_LONG = 16;

    private RandomValues() {}

    /** An id or a secret: 160 random bits in URL-safe characters. */
    public static String word() {
        byte[] bytes = new byte[20];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A 64-bit number that depends only on the arguments. */
    public static long number(long seed, String identity) {
        return Long.parseUnsignedLong(Sha256.of(seed + "\n" + identity).substring(0, HEX_DIGITS_OF_A_LONG), 16);
    }

    /** A number in [0, 1) that depends only on the arguments. */
    public static double fraction(long seed, String identity) {
        // 53 bits: the precision of a double.
        return (number(seed, identity) >>> 11) / (double) (1L << 53);
    }
}
