package io.longtake.cli.session;

import io.longtake.activities.credential.ClientId;
import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import io.longtake.cli.Surroundings;
import io.longtake.cli.home.HomeFolder;
import io.longtake.workflows.Installation;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** From the setting to a backend. */
public final class Backends {
    private static final String CLOUD = "https://mega-api-prod.nemovideo.ai";

    private Backends() {}

    /**
     * @param setting {@code studio}, {@code cloud} or a base URL
     */
    public static Backend resolve(String setting, Surroundings surroundings, HomeFolder home) {
        try {
            if (setting.toLowerCase(Locale.ROOT).equals("studio")) {
                return new Backend(
                        Installation.STUDIO,
                        true,
                        ClientId.ofStudio(surroundings.environment(), home.root()),
                        surroundings.variable("NEMO_TOKEN"));
            }
            var origin = setting.toLowerCase(Locale.ROOT).equals("cloud")
                    ? origin(surroundings.variable("NEMO_API_URL").orElse(CLOUD))
                    : origin(setting);
            return new Backend(
                    origin,
                    false,
                    ClientId.ofCloud(surroundings.environment(), surroundings.userHome()),
                    surroundings.variable("NEMO_TOKEN"));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "ClientId", String.valueOf(e.getMessage()), e);
        }
    }

    static String origin(String url) {
        try {
            var uri = new URI(url);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if ((scheme.equals("https") || scheme.equals("http"))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && (uri.getPath() == null || uri.getPath().length() <= 1)
                    && uri.getQuery() == null) {
                var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
                return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
            }
        } catch (URISyntaxException e) {
            // The sentence below says it.
        }
        throw CommandFailure.usage("'" + url + "' is no backend: say studio, cloud, or a base URL such as"
                + " https://host.example (no user name and no path in it).");
    }
}
