package io.longtake.studio.config;

import io.longtake.studio.http.HostCheck;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a studio behaves.
 *
 * @param data its folder: database, media, films. One studio at a time
 * @param seed what looks like chance is drawn from it
 */
@RecordBuilder
public record StudioConfig(
        Path data, Listen listen, Chats chats, Prices prices, Uploads uploads, Renders renders, long seed)
        implements StudioConfigBuilder.With {

    /** The defaults, for a studio of one person's own. */
    public static StudioConfig in(Path data) {
        return new StudioConfig(
                data,
                new Listen("127.0.0.1", 0, 0, "127.0.0.1", "localhost"),
                new Chats(Dialect.TYPED, Duration.ofSeconds(1), Duration.ofMillis(1500), false, 0.3),
                new Prices(100, 0, 0),
                new Uploads(200L * 1024 * 1024),
                new Renders(RenderShape.TOP_LEVEL, Duration.ofHours(4), true),
                1);
    }

    /** On these ports; 0 takes a free one. */
    public StudioConfig withPorts(int port, int filesPort) {
        return withListen(new Listen(listen.address, port, filesPort, listen.host, listen.filesHost));
    }

    /**
     * Where it can be reached.
     *
     * @param address bound to; loopback unless a person decides otherwise
     * @param port of the contract; 0 takes a free one
     * @param filesPort of films and media, which stand on another origin as in the contract; 0 takes a free one
     * @param host under which clients reach the first port
     * @param filesHost under which clients reach the second
     */
    public record Listen(String address, int port, int filesPort, String host, String filesHost) {
        /** Lets in requests under these names only. */
        public HostCheck doorkeeper() {
            return new HostCheck(List.of(address, host, filesHost));
        }
    }

    /** The two ways the contract's sources describe a chat's events. */
    public enum Dialect {
        /** {@code {"type":"text",…}} and heartbeat events. */
        TYPED,
        /** Agent Development Kit: fragments, then the whole text again; comment lines keep the line open. */
        ADK
    }

    /** The two ways they describe a render's answer. */
    public enum RenderShape {
        TOP_LEVEL,
        NESTED
    }

    /**
     * How messages are answered.
     *
     * @param takesAtLeast an edit's length: shorter ones would leave the handling of streams untried
     * @param twoStages the picture's track appears first, music and titles with the end of the edit
     * @param silentShare how many edits end without a word, 0 to 1; the contract says about 0.3
     */
    public record Chats(
            Dialect dialect, Duration heartbeat, Duration takesAtLeast, boolean twoStages, double silentShare) {
        public Chats {
            if (!(silentShare >= 0 && silentShare <= 1)) {
                throw new IllegalArgumentException("the share of silent edits is 0 to 1, not " + silentShare);
            }
            if (heartbeat.isZero() || heartbeat.isNegative()) {
                throw new IllegalArgumentException("the heartbeat's interval is above zero, not " + heartbeat);
            }
        }
    }

    /**
     * What things cost.
     *
     * @param grant credits that come with a token: 100, as the contract says
     * @param edit what one edit costs. 0 unless set: the machine belongs to the person, nothing is bought, and a balance
     *     that falls for nothing would only stop people. Tests and demonstrations set it
     * @param tokensPerAddress how many tokens one IP address gets in 7 days; 0 doesn't count
     */
    public record Prices(int grant, int edit, int tokensPerAddress) {}

    /** Where the studio fetches files from, when a client gives their addresses. */
    public enum Fetching {
        /** Nowhere: an address from a client could lead it into the network it stands in. */
        OFF,
        /** From public addresses. */
        PUBLIC,
        /** From everywhere it can reach: for networks whose owner says so. */
        EVERYWHERE
    }

    /**
     * What is taken in.
     *
     * @param maxFileBytes largest file; the contract says 200 MB
     * @param shared a folder {@code ab/cdef…} of files under their SHA-256 that are never written to: the media store of the home
     *     that the studio belongs to. A file that comes and is there too becomes a hard link to it
     */
    public record Uploads(long maxFileBytes, Fetching fetching, Optional<Path> shared) {
        /** Nothing is shared. */
        public Uploads(long maxFileBytes, Fetching fetching) {
            this(maxFileBytes, fetching, Optional.empty());
        }

        /** Nothing is fetched. */
        public Uploads(long maxFileBytes) {
            this(maxFileBytes, Fetching.OFF);
        }

        public Uploads sharing(Path folder) {
            return new Uploads(maxFileBytes, fetching, Optional.of(folder));
        }
    }

    /**
     * How films are made and handed out.
     *
     * @param linkLife how long a film's link works; a later status answer has a new one
     * @param ownProcess renders in a child process, so that a crash there doesn't end the studio
     */
    public record Renders(RenderShape shape, Duration linkLife, boolean ownProcess) {}
}
