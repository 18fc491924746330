package io.longtake.cli.temporal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The one release of Temporal's command line, which holds the server, that this version of Longtake runs.
 *
 * <p>The digest is that of the archive on the project's release page, as two package collections that fetch from there (Cash
 * App's Hermit packages and another Hermit collection) record it independently, in agreement. Of other systems none is
 * known here, and nothing unchecked is run; the studio's codecs are there for this one only.
 */
public final class Release {
    public static final String VERSION = "1.5.1";

    /** Of the server in it. */
    public static final String SERVER_VERSION = "1.29.1";

    private static final Map<String, String> SHA256 =
            Map.of("linux_amd64", "ddc95e08b0b076efd4ea9733a3f488eb7d2be875f8834e616cd2a37358b4852d");

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
