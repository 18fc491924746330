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
 * A Temporal server and the namespace to use.
 *
 * @param address host:port
 * @param options how to connect: TLS, API key, metadata, proxy
 * @param proxy the proxy of the connection; empty for a direct one
 */
public record TemporalTarget(
        String address, String namespace, WorkflowServiceStubsOptions options, Optional<ProxyServer> proxy) {
    /**
     * Names the home's own server to its worker, so that the user's settings for other servers, such as a key or TLS,
     * do not apply to this connection.
     */
    public static final String OWN_SERVER = "LONGTAKE_OWN_SERVER";

    /** Returns the server that the standard {@code TEMPORAL_*} variables or {@code temporal.toml} specify, if any. */
    public static Optional<TemporalTarget> configured(Environment environment) {
        var own = environment.variable(OWN_SERVER);
        if (own.isPresent()) {
            return own.map(TemporalTarget::embedded);
        }
        var explicitly = environment.variable("TEMPORAL_ADDRESS").isPresent()
                || environment.variable("TEMPORAL_CONFIG_FILE").isPresent()
                || environment.variable("TEMPORAL_PROFILE").isPresent();
        var userFile = environment
                .variable("XDG_CONFIG_HOME")
                .map(java.nio.file.Path::of)
                .orElse(environment.userHome().resolve(".config"))
                .resolve("temporalio")
                .resolve("temporal.toml");
        if (!explicitly && !java.nio.file.Files.exists(userFile)) {
            return Optional.empty();
        }
        try {
            var profile = ClientConfigProfile.load(LoadClientConfigProfileOptions.newBuilder()
                    .setEnvOverrides(environment.environment())
                    .build());
            var address = profile.getAddress();
            if (address == null || address.isBlank()) {
                return Optional.empty();
            }
            var namespace =
                    profile.getNamespace() == null || profile.getNamespace().isBlank()
                            ? Installation.NAMESPACE
                            : profile.getNamespace();
            var proxies = ProxySettings.of(environment.environment());
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

    /** Returns the proxy for a connection to {@code host:port}. */
    private static Optional<ProxyServer> proxy(String address, ProxySettings proxies) throws ProxyFailure {
        int colon = address.lastIndexOf(':');
        var port = address.substring(colon + 1);
        return colon > 0 && port.matches("\\d{1,5}")
                ? proxies.serverFor("https", address.substring(0, colon), Integer.parseInt(port))
                : Optional.empty();
    }

    /** Returns the target for a server of this home, which is never accessed through a proxy. */
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
