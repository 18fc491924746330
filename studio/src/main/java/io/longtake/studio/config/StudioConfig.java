package io.longtake.studio.config;

import io.longtake.studio.http.HostCheck;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of a studio.
 *
 * @param data its folder: database, media, films. One studio at a time
 * @param seed source of all reproducible pseudo-random choices
 */
@RecordBuilder
public record StudioConfig(
        Path data, Listen listen, Chats chats, Prices prices, Uploads uploads, Renders renders, long seed)
        implements StudioConfigBuilder.With {

    /** The defaults, for a studio with a single user. */
    public static StudioConfig in(Path data) {
        return new StudioConfig(
                data,
                new Listen("127.0.0.1", 0, 0, "127.0.0.1", "localhost"),
                new Chats(Dialect.TYPED, Duration.ofSeconds(1), Duration.ZERO, false, 0),
                new Prices(100, 0, 0),
                new Uploads(200L * 1024 * 1024),
                new Renders(RenderShape.TOP_LEVEL, Duration.ofHours(4), true),
                1);
    }

    /** The same configuration with these ports; 0 selects a free one. */
    public StudioConfig withPorts(int port, int filesPort) {
        return withListen(new Listen(listen.address, port, filesPort, listen.host, listen.filesHost));
    }

    /**
     * The addresses of a studio.
     *
     * @param address the address to bind to; loopback unless configured otherwise
     * @param port of the contract's endpoints; 0 selects a free one
     * @param filesPort of films and media, which are served on a separate origin as in the contract; 0 selects a free one
     * @param host the host name under which clients reach the first port
     * @param filesHost the host name under which clients reach the second port
     */
    public record Listen(String address, int port, int filesPort, String host, String filesHost) {
        /** A check that admits only requests addressed to these host names. */
        public HostCheck hostCheck() {
            return new HostCheck(List.of(address, host, filesHost));
        }
    }

    /** The two formats in which the contract's sources describe a chat's events. */
    public enum Dialect {
        /** {@code {"type":"text",…}} and heartbeat events. */
        TYPED,
        /** Agent Development Kit: text fragments, then the whole text again; comment lines as heartbeats. */
        ADK
    }

    /** The two formats in which the contract's sources describe a render's response. */
    public enum RenderShape {
        TOP_LEVEL,
        NESTED
    }

    /**
     * How messages are answered.
     *
     * @param takesAtLeast minimum duration of an edit, for tests of streams with heartbeats; default: none
     * @param twoStages the video track appears first; music and titles follow at the end of the edit
     * @param silentShare the share of edits that end without a reply, 0 to 1. The contract mentions about 0.3. The default is 0:
     *     a reply says what was not understood, so no user of the studio should miss one
     */
    public record Chats(
            Dialect dialect, Duration heartbeat, Duration takesAtLeast, boolean twoStages, double silentShare) {
        public Chats {
            if (!(silentShare >= 0 && silentShare <= 1)) {
                throw new IllegalArgumentException("the share of silent edits must be from 0 to 1, not " + silentShare);
            }
            if (heartbeat.isZero() || heartbeat.isNegative()) {
                throw new IllegalArgumentException("the heartbeat interval must be positive, not " + heartbeat);
            }
        }
    }

    /**
     * Prices and limits in credits and tokens.
     *
     * @param grant credits that come with a token: 100, as in the contract
     * @param edit credits for one edit. The default is 0: the studio runs on the user's own machine, nothing can be bought, and a
     *     decreasing balance would only block the user. Tests and demonstrations set it
     * @param tokensPerAddress how many tokens one IP address gets in 7 days; 0 means no limit
     */
    public record Prices(int grant, int edit, int tokensPerAddress) {}

    /** From which networks the studio fetches files whose addresses a client sends. */
    public enum Fetching {
        /** From none: an address sent by a client could lead into the network of the studio. */
        OFF,
        /** From public addresses only. */
        PUBLIC,
        /** From every reachable address: for networks whose owner allows it. */
        EVERYWHERE
    }

    /**
     * Limits and sources of uploads.
     *
     * @param maxFileBytes largest file in bytes; 200 MB according to the contract
     * @param shared a folder {@code ab/cdef…} of files named by their SHA-256 that are never written to: the media store of the
     *     home that the studio belongs to. An uploaded file that also exists there becomes a hard link to it
     */
    public record Uploads(long maxFileBytes, Fetching fetching, Optional<Path> shared) {
        /** Without a shared folder. */
        public Uploads(long maxFileBytes, Fetching fetching) {
            this(maxFileBytes, fetching, Optional.empty());
        }

        /** Without fetching. */
        public Uploads(long maxFileBytes) {
            this(maxFileBytes, Fetching.OFF);
        }

        public Uploads sharing(Path folder) {
            return new Uploads(maxFileBytes, fetching, Optional.of(folder));
        }
    }

    /**
     * How films are rendered and served.
     *
     * @param linkLife how long a film's link is valid; a later status response has a new one
     * @param ownProcess renders in a child process, so that a crash there does not end the studio
     */
    public record Renders(RenderShape shape, Duration linkLife, boolean ownProcess) {}
}
