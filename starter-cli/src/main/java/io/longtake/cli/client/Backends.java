package io.longtake.cli.client;

import io.longtake.activities.credential.ClientId;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.workflows.Installation;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Resolves the backend setting to a backend. */
public final class Backends {
    private static final String CLOUD = "https://mega-api-prod.nemovideo.ai";

    private Backends() {}

    /** @param setting {@code studio}, {@code cloud} or a base URL */
    public static Backend resolve(String setting, Environment environment, HomeFolder home) {
        try {
            var origin = address(setting, environment);
            if (origin.isEmpty()) {
                return new Backend(
                        Installation.STUDIO,
                        true,
                        ClientId.ofStudio(environment.environment(), home.root()),
                        environment.variable("NEMO_TOKEN"));
            }
            return new Backend(
                    origin.get(),
                    false,
                    ClientId.ofCloud(environment.environment(), environment.userHome()),
                    environment.variable("NEMO_TOKEN"));
        } catch (IOException e) {
            throw CommandFailure.of("ClientId", String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The base URL of a backend setting; empty for this home's own studio, whose port may change.
     *
     * @param setting {@code studio}, {@code cloud} or a base URL
     */
    public static Optional<String> address(String setting, Environment environment) {
        return switch (setting.toLowerCase(Locale.ROOT)) {
            case "studio" -> Optional.empty();
            case "cloud" ->
                Optional.of(origin(environment.variable("NEMO_API_URL").orElse(CLOUD)));
            default -> Optional.of(origin(setting));
        };
    }

    /** The base URL in normalised form: everything that belongs to a backend is stored under it. */
    static String origin(String url) {
        return Optional.ofNullable(HttpUrl.parse(url))
                .filter(base -> base.username().isEmpty() && base.password().isEmpty())
                .filter(base -> base.query() == null && base.fragment() == null)
                .map(base -> base.toString().replaceFirst("/+$", ""))
                .orElseThrow(() -> CommandFailure.usage("'" + url + "' is not a backend. Use studio, cloud, or a base"
                        + " URL such as https://host.example (no user name, no query)."));
    }
}
