package io.longtake.studio.fault;

import java.util.Arrays;
import java.util.Optional;

/** A kind of injected fault. */
public enum Fault {
    /** An edit is applied without a reply. */
    SILENT_EDITS("silentEdits"),
    /** A chat's connection breaks; the edit continues. */
    DROP_STREAMS("dropStreams"),
    /** A chat's stream stays open without further events; the edit continues. */
    STALL_STREAMS("stallStreams"),
    /** The request is carried out; the connection breaks before the response. */
    LOSE_ANSWERS("loseAnswers"),
    /** HTTP 429; the request is not carried out. */
    RATE_LIMIT("rateLimit"),
    /** HTTP 503; the request is not carried out. */
    SERVER_ERRORS("serverErrors"),
    /** The token expires immediately. */
    EXPIRE_TOKENS("expireTokens"),
    /** The session no longer exists from now on. */
    FORGET_SESSIONS("forgetSessions"),
    /** A message is recorded and never applied. */
    FORGET_EDITS("forgetEdits"),
    /** A render waits 30 seconds before it begins. */
    SLOW_RENDERS("slowRenders"),
    /** A render fails. */
    FAIL_RENDERS("failRenders"),
    /** A film's download breaks halfway. */
    DROP_DOWNLOADS("dropDownloads");

    private final String key;

    Fault(String key) {
        this.key = key;
    }

    /** The name in requests and responses. */
    public String key() {
        return key;
    }

    public static Optional<Fault> named(String key) {
        return Arrays.stream(values()).filter(fault -> fault.key.equals(key)).findFirst();
    }
}
