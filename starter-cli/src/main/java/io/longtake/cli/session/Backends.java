package io.longtake.cli.session;

import io.longtake.activities.credential.ClientId;
import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import io.longtake.cli.Surroundings;
import io.longtake.cli.home.HomeFolder;
import io.longtake.workflows.Installation;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;

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

    /** The base URL in one form of writing: what belongs to a backend is kept under it. */
    static String origin(String url) {
        return Optional.ofNullable(HttpUrl.parse(url))
                .filter(base -> base.username().isEmpty() && base.password().isEmpty())
                .filter(base -> base.query() == null && base.fragment() == null)
                .map(base -> base.toString().replaceFirst("/+$", ""))
                .orElseThrow(() -> CommandFailure.usage("'" + url + "' is no backend: say studio, cloud, or a base URL"
                        + " such as https://host.example (no user name, no query)."));
    }
}
