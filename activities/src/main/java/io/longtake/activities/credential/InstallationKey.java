package io.longtake.activities.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key of the installation.
 *
 * @param id the name by which sealed tokens and payloads refer to the key; it contains a fingerprint, so that keys of different
 *     installations have different names
 */
public record InstallationKey(String id, SecretKey key) {
    /** What the name of a key looks like, as a regular expression. */
    static final String NAME = "key-\\d{1,6}";

    static final int BYTES = 32;

    private static final byte[] PURPOSE = "longtake key id".getBytes(StandardCharsets.US_ASCII);
    private static final int FINGERPRINT_BYTES = 4;

    /**
     * @param name the name of the key's file, or of its line in a file of several keys
     * @param bytes {@value #BYTES} bytes
     */
    static InstallationKey of(String name, byte[] bytes) {
        SecretKey key = new SecretKeySpec(bytes, "AES");
        try {
            // A keyed hash of a constant says nothing about the key.
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] fingerprint = Arrays.copyOf(mac.doFinal(PURPOSE), FINGERPRINT_BYTES);
            return new InstallationKey(name + "-" + HexFormat.of().formatHex(fingerprint), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256.", e);
        }
    }

    /** The number in its id; the key with the highest number seals. */
    int number() {
        return Integer.parseInt(id.split("-", 3)[1]);
    }

    @Override
    public String toString() {
        return "InstallationKey[" + id + "]";
    }
}
