package io.longtake.cli.temporal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The release of Temporal's CLI, which includes the server, that this version of Longtake uses.
 *
 * <p>The digest is that of the archive on the project's release page. Two package collections that download from there
 * (Cash App's Hermit packages and another Hermit collection) record the same digest independently. No digest is known
 * for other systems, and unverified programs are not run. The studio's codecs also exist only for this system.
 */
public final class Release {
    public static final String VERSION = "1.5.1";

    /** The version of the server in the release. */
    public static final String SERVER_VERSION = "1.29.1";

    private static final Map<String, String> SHA256 =
            Map.of("linux_amd64", "ddc95e08b0b076efd4ea9733a3f488eb7d2be875f8834e616cd2a37358b4852d");

    private Release() {}

    /** Returns the platform as in the names of release archives, such as {@code linux_amd64}. */
    static String platform() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        var arch =
                switch (System.getProperty("os.arch")) {
                    case "aarch64", "arm64" -> "arm64";
                    default -> "amd64";
                };
        return os + "_" + arch;
    }

    /** Returns the URL of this platform's archive below the root of the releases. */
    static String url(String root) {
        return root + "/v" + VERSION + "/temporal_cli_" + VERSION + "_" + platform() + ".tar.gz";
    }

    static Optional<String> knownSha256() {
        return Optional.ofNullable(SHA256.get(platform()));
    }
}
