package io.longtake.cli.mcp.protocol;

import java.util.Optional;
import java.util.stream.Stream;

/** The versions of the protocol that the server speaks, the oldest first. */
public enum ProtocolVersion {
    V2025_06_18("2025-06-18"),
    /** Adds tasks. */
    V2025_11_25("2025-11-25"),
    /** Without a handshake: each request names its version. Tasks are an extension. */
    V2026_07_28("2026-07-28");

    private final String date;

    ProtocolVersion(String date) {
        this.date = date;
    }

    public String date() {
        return date;
    }

    /** Whether each request names its version, instead of a handshake at the beginning of a connection. */
    public boolean isStateless() {
        return this == V2026_07_28;
    }

    static Optional<ProtocolVersion> of(String date) {
        return Stream.of(values()).filter(one -> one.date.equals(date)).findFirst();
    }

    /** Returns the version of a handshake: the requested one, or else the latest that has a handshake. */
    static ProtocolVersion agreed(String requested) {
        return of(requested).filter(one -> !one.isStateless()).orElse(V2025_11_25);
    }
}
