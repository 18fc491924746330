package io.longtake.activities.notification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of an event, {@code t=SECONDS,v1=HEX}: HMAC-SHA256, with the secret as key, of the Unix time in seconds, a full stop,
 * and the body. The time lets a receiver refuse events that somebody recorded and sends again.
 */
public final class EventSignature {
    /** Name of the HTTP header. */
    public static final String HEADER = "Longtake-Signature";

    private EventSignature() {}

    public static String of(String secret, Instant time, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII));
            return "t=" + time.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256.", e);
        }
    }
}
