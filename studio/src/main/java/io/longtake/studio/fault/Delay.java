package io.longtake.studio.fault;

import java.util.Arrays;
import java.util.Optional;

/** A moment that can be held open, so that something else can happen in it. */
public enum Delay {
    /** An upload has arrived in part. */
    UPLOAD("uploadMillis"),
    /** A message is recorded and being worked on. */
    CHAT("chatMillis"),
    /** A render is recorded, and its answer is not yet sent. */
    SUBMIT("submitMillis"),
    /** A render is under way: a twentieth of it is drawn, and it goes no further. */
    RENDER("renderMillis"),
    /** Half of a film is sent. */
    DOWNLOAD("downloadMillis");

    private final String key;

    Delay(String key) {
        this.key = key;
    }

    /** Its name on the wire. */
    public String key() {
        return key;
    }

    public static Optional<Delay> named(String key) {
        return Arrays.stream(values()).filter(delay -> delay.key.equals(key)).findFirst();
    }
}
