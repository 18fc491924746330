package io.longtake.studio.fault;

import java.util.Arrays;
import java.util.Optional;

/** One way to misbehave. */
public enum Fault {
    /** An edit is done without a word. */
    SILENT_EDITS("silentEdits"),
    /** A chat's connection breaks; the edit goes on. */
    DROP_STREAMS("dropStreams"),
    /** A chat's stream stays open and says nothing more; the edit goes on. */
    STALL_STREAMS("stallStreams"),
    /** The work is done, the connection breaks before the answer. */
    LOSE_ANSWERS("loseAnswers"),
    /** 429, nothing done. */
    RATE_LIMIT("rateLimit"),
    /** 503, nothing done. */
    SERVER_ERRORS("serverErrors"),
    /** The token ends now. */
    EXPIRE_TOKENS("expireTokens"),
    /** The session is gone from now on. */
    FORGET_SESSIONS("forgetSessions"),
    /** A message is received, recorded, and never applied. */
    FORGET_EDITS("forgetEdits"),
    /** A render waits half a minute before it begins. */
    SLOW_RENDERS("slowRenders"),
    /** A render ends as failed. */
    FAIL_RENDERS("failRenders"),
    /** A film's connection breaks half way. */
    DROP_DOWNLOADS("dropDownloads");

    private final String key;

    Fault(String key) {
        this.key = key;
    }

    /** Its name on the wire. */
    public String key() {
        return key;
    }

    public static Optional<Fault> named(String key) {
        return Arrays.stream(values()).filter(fault -> fault.key.equals(key)).findFirst();
    }
}
