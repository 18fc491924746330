package io.longtake.cli.setting;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** All settings, one row each. Used by code, {@code config}, help and documentation. */
public enum Setting {
    HOME("home", Kind.PATH, "", "the folder of this installation; default: longtake in the user's state folder"),
    BACKEND("backend", Kind.TEXT, "studio", "studio, cloud, or the base URL of a backend with the same HTTP contract"),
    CHAT_DEADLINE("chat.deadline", Kind.DURATION, "15m", "time limit of one edit"),
    CHAT_SILENCE_LIMIT(
            "chat.silence-limit",
            Kind.DURATION,
            "10m",
            "time without messages after which the stream of an edit counts as broken"),
    CHAT_STILL_WORKING_EVERY(
            "chat.still-working-every",
            Kind.DURATION,
            "2m",
            "how often an edit without messages is reported as running"),
    VERIFY_FIRST("verify.first", Kind.DURATION, "30s", "wait before the first check after a broken stream"),
    VERIFY_EVERY("verify.every", Kind.DURATION, "60s", "wait between further checks"),
    VERIFY_ATTEMPTS("verify.attempts", Kind.COUNT, "5", "checks without a change before the outcome counts as unknown"),
    RENDER_POLL_INTERVAL("render.poll-interval", Kind.DURATION, "30s", "how often the status of a render is polled"),
    RENDER_DEADLINE(
            "render.deadline",
            Kind.DURATION,
            "1h",
            "time without progress after which a render is checked; after two, it is cancelled"),
    RENDER_LOST_AFTER(
            "render.lost-after",
            Kind.DURATION,
            "3m",
            "how long to poll for a render that the backend accepted but no longer reports"),
    STUDIO_RENDERING(
            "studio.rendering",
            Kind.TEXT,
            "local",
            "where the studio renders films: local, or workers that take the queue rendering (longtake worker --queues"
                    + " rendering)"),
    RATE_LIMIT_DELAY("rate-limit.delay", Kind.DURATION, "30s", "wait before the only retry after HTTP status 429"),
    LINKS_ALLOW(
            "links.allow",
            Kind.TEXT,
            "public",
            "addresses that links may point to: public, or any (including this machine and its network)"),
    NOTIFY_SECRET_FILE(
            "notify.secret-file",
            Kind.PATH,
            "",
            "file with the secret that signs the events of --notify-url; LONGTAKE_NOTIFY_SECRET contains the secret"
                    + " itself and precedes it"),
    TEMPORAL_BINARY(
            "temporal.cli", Kind.PATH, "", "path of the temporal program for the embedded server", "TEMPORAL_CLI"),
    TEMPORAL_RELEASES(
            "temporal.releases",
            Kind.TEXT,
            "https://github.com/temporalio/cli/releases/download",
            "base URL for downloads of official Temporal releases; off: no downloads"),
    TEMPORAL_GO(
            "temporal.go",
            Kind.TEXT,
            "go",
            "Go command that builds the server if no release can be downloaded; off: no build"),
    TEMPORAL_RELEASE_SHA256(
            "temporal.release-sha256",
            Kind.TEXT,
            "",
            "SHA-256 of the release archive; default: the known one for this system"),
    TEMPORAL_UI(
            "temporal.ui",
            Kind.SWITCH,
            "on",
            "whether the embedded server serves its web UI, which any user of this machine can open; off: no UI"),
    PAYLOADS_ENCRYPT(
            "payloads.encrypt",
            Kind.SWITCH,
            "off",
            "whether prompts, names, results and failures are encrypted before they are sent to the Temporal server; a home"
                    + " keeps the last value that was set"),
    STORE_URL(
            "store.url",
            Kind.TEXT,
            "",
            "where media, films and the records of sent messages are kept, for workers on several machines: s3://BUCKET or"
                    + " s3://BUCKET/PREFIX; default: the home; a home keeps the first value that was set"),
    STORE_ENDPOINT(
            "store.endpoint",
            Kind.TEXT,
            "",
            "URL of an S3-compatible server, for example https://store.example:9000; default: Amazon S3"),
    STORE_REGION(
            "store.region", Kind.TEXT, "", "region of the bucket; default: that of the AWS environment or profile"),
    STORE_CACHE(
            "store.cache",
            Kind.SIZE,
            "10GB",
            "how much of the content of store.url is kept in the home; the copies used longest ago are removed first"),
    KEYS_FILE(
            "keys.file",
            Kind.PATH,
            "",
            "file with the encryption keys of an installation whose workers have separate homes, a line `key-NUMBER"
                    + " BASE64` for each; default: each home creates its own"),
    WORKER_START(
            "worker.start",
            Kind.SWITCH,
            "on",
            "whether commands start a worker in this home; off: the workers run on other machines, which only works with a"
                    + " Temporal server of your own and store.url"),
    RETENTION_OLDER_THAN(
            "retention.older-than",
            Kind.DURATION_OR_OFF,
            "off",
            "after each job, remove delivered films and the media of closed sessions that are older than this, as"
                    + " longtake prune does"),
    RETENTION_KEEP_BELOW(
            "retention.keep-below",
            Kind.SIZE_OR_OFF,
            "off",
            "after each job, remove the oldest delivered films and media of closed sessions until the media store and"
                    + " the studio use less than this, for example 20GB"),
    METRICS_ADDRESS(
            "metrics.address",
            Kind.ADDRESS_OR_OFF,
            "off",
            "HOST:PORT at which a worker serves its metrics for Prometheus, at /metrics, without a password"),
    LOG_FORMAT(
            "log.format",
            Kind.TEXT_OR_JSON,
            "text",
            "format of the logs of worker, studio and codec-server; json: one JSON object per line"),
    NATIVES(
            "natives",
            Kind.PATH,
            "",
            "folder for native libraries and the Temporal program; must allow execution; default: longtake in"
                    + " the user's cache folder, else cache in the home");

    /** The format of a value. */
    public enum Kind {
        TEXT,
        PATH,
        DURATION,
        DURATION_OR_OFF,
        SIZE,
        SIZE_OR_OFF,
        ADDRESS_OR_OFF,
        TEXT_OR_JSON,
        COUNT,
        SWITCH
    }

    private final String key;
    private final Kind kind;
    private final String defaultText;
    private final String documentation;
    private final String variable;

    Setting(String key, Kind kind, String defaultText, String documentation) {
        this(key, kind, defaultText, documentation, "");
    }

    Setting(String key, Kind kind, String defaultText, String documentation, String variable) {
        this.key = key;
        this.kind = kind;
        this.defaultText = defaultText;
        this.documentation = documentation;
        this.variable = variable.isEmpty()
                ? "LONGTAKE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_')
                : variable;
    }

    public static Optional<Setting> withKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    /** Returns the name in configuration files and on the command line, such as {@code render.poll-interval}. */
    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    /** Returns the name of the environment variable, such as {@code LONGTAKE_RENDER_POLL_INTERVAL}. */
    public String variable() {
        return variable;
    }

    public String defaultText() {
        return defaultText;
    }

    public String documentation() {
        return documentation;
    }
}
