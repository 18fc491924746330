package io.longtake.studio.fault;

import java.util.Arrays;
import java.util.Optional;

/** A point of processing at which the studio can be made to wait, so that a test can act at that moment. */
public enum Delay {
    /** A part of an upload has been received. */
    UPLOAD("uploadMillis"),
    /** A message is recorded and in progress. */
    CHAT("chatMillis"),
    /** A render is recorded, and its response has not yet been sent. */
    SUBMIT("submitMillis"),
    /** A render is in progress; it stops after a twentieth of its frames. */
    RENDER("renderMillis"),
    /** Half of a film has been sent. */
    DOWNLOAD("downloadMillis");

    private final String key;

    Delay(String key) {
        this.key = key;
    }

    /** The name in requests and responses. */
    public String key() {
        return key;
    }

    public static Optional<Delay> named(String key) {
        return Arrays.stream(values()).filter(delay -> delay.key.equals(key)).findFirst();
    }
}
