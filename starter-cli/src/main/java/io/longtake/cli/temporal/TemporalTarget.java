package io.longtake.cli.temporal;

import io.longtake.cli.environment.Environment;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.network.proxy.ProxyFailure;
import io.longtake.network.proxy.ProxyServer;
import io.longtake.network.proxy.ProxySettings;
import io.longtake.workflows.Installation;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.util.Optional;

/**
 * A Temporal server and the namespace used there.
 *
 * @param address host:port
 * @param options how to connect: TLS, API key, metadata, proxy
 * @param proxy what the connection goes through; empty for a direct one
 */
public record TemporalTarget(
        String address, String namespace, WorkflowServiceStubsOptions options, Optional<ProxyServer> proxy) {
    /**
     * Names the home's own server to the worker that is started for it, so that the person's settings for other servers, a key
     * or TLS among them, are no part of that connection.
     */
    public static final String OWN_SERVER = "LONGTAKE_OWN_SERVER";

    /** The server that the standard {@code TEMPORAL_*} variables or {@code temporal.toml} name, if they name one. */
    public static Optional<TemporalTarget> configured(Environment surroundings) {
        var own = surroundings.variable(OWN_SERVER);
        if (own.isPresent()) {
            return own.map(TemporalTarget::embedded);
        }
        var explicitly = surroundings.variable("TEMPORAL_ADDRESS").isPresent()
                || surroundings.variable("TEMPORAL_CONFIG_FILE").isPresent()
                || surroundings.variable("TEMPORAL_PROFILE").isPresent();
        var userFile = surroundings
                .variable("XDG_CONFIG_HOME")
                .map(java.nio.file.Path::of)
                .orElse(surroundings.userHome().resolve(".config"))
                .resolve("temporalio")
                .resolve("temporal.toml");
        if (!explicitly && !java.nio.file.Files.exists(userFile)) {
            return Optional.empty();
        }
        try {
            var profile = ClientConfigProfile.load(LoadClientConfigProfileOptions.newBuilder()
                    .setEnvOverrides(surroundings.environment())
                    .build());
            var address = profile.getAddress();
            if (address == null || address.isBlank()) {
                return Optional.empty();
            }
            var namespace =
                    profile.getNamespace() == null || profile.getNamespace().isBlank()
                            ? Installation.NAMESPACE
                            : profile.getNamespace();
            var proxies = ProxySettings.of(surroundings.environment());
            return Optional.of(new TemporalTarget(
                    address,
                    namespace,
                    GrpcProxies.on(profile.toWorkflowServiceStubsOptions(), proxies),
                    proxy(address, proxies)));
        } catch (ProxyFailure e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            throw CommandFailure.usage(
                    "The Temporal settings (TEMPORAL_* or temporal.toml) can't be read: " + e.getMessage() + ".");
        }
    }

    /** What stands between here and {@code host:port}. */
    private static Optional<ProxyServer> proxy(String address, ProxySettings proxies) throws ProxyFailure {
        int colon = address.lastIndexOf(':');
        var port = address.substring(colon + 1);
        return colon > 0 && port.matches("\\d{1,5}")
                ? proxies.serverFor("https", address.substring(0, colon), Integer.parseInt(port))
                : Optional.empty();
    }

    /** A server of this home: never through a proxy. */
    public static TemporalTarget embedded(String address) {
        return new TemporalTarget(
                address,
                Installation.NAMESPACE,
                GrpcProxies.on(
                        WorkflowServiceStubsOptions.newBuilder()
                                .setTarget(address)
                                .build(),
                        ProxySettings.none()),
                Optional.empty());
    }
}
