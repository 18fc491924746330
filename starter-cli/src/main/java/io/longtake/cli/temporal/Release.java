package io.longtake.cli.temporal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The one release of Temporal's command line, which holds the server, that this version of Longtake runs.
 *
 * <p>The digests are those of the archives on the project's release page, as two package collections that fetch from
 * there (Cash App's Hermit packages and another Hermit collection) record them independently, in agreement.
 */
public final class Release {
    public static final String VERSION = "1.5.1";

    private static final Map<String, String> SHA256 = Map.of(
            "linux_amd64", "ddc95e08b0b076efd4ea9733a3f488eb7d2be875f8834e616cd2a37358b4852d",
            "linux_arm64", "bd1b0db9f18b051026de8bf6cc1505f2510f14bbb7a8b9a4a91fff46c77454f5",
            "darwin_amd64", "bbb73e2a31135abe50a1f1cdb35030c42961df618e8ce9c60ae89f201540c5d9",
            "darwin_arm64", "cca01b7ea35ad56e2a328d9ae596bf716bd22313ef63c7a761c88354457c2415");

    private Release() {}

    /** The system as release archives name it, such as {@code linux_amd64}. */
    static String platform() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        var arch =
                switch (System.getProperty("os.arch")) {
                    case "aarch64", "arm64" -> "arm64";
                    default -> "amd64";
                };
        return os + "_" + arch;
    }

    /** The address of this system's archive below a release page's root. */
    static String url(String root) {
        return root + "/v" + VERSION + "/temporal_cli_" + VERSION + "_" + platform() + ".tar.gz";
    }

    static Optional<String> knownSha256() {
        return Optional.ofNullable(SHA256.get(platform()));
    }
}
