package io.longtake.cli.temporal;

import io.grpc.HttpConnectProxiedSocketAddress;
import io.grpc.ProxiedSocketAddress;
import io.grpc.ProxyDetector;
import io.longtake.network.proxy.ProxyServer;
import io.longtake.network.proxy.ProxySettings;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Applies the environment's proxy settings to connections to Temporal servers. Replaces gRPC's own detector, which
 * reads the JVM's properties and would send even connections to the home's own server through a proxy.
 */
final class GrpcProxies implements ProxyDetector {
    private final ProxySettings proxies;

    private GrpcProxies(ProxySettings proxies) {
        this.proxies = proxies;
    }

    /** Returns the options with connections that use these proxy settings. */
    static WorkflowServiceStubsOptions on(WorkflowServiceStubsOptions options, ProxySettings proxies) {
        var before = Optional.ofNullable(options.getChannelInitializer());
        return WorkflowServiceStubsOptions.newBuilder(options)
                .setChannelInitializer(channel -> {
                    before.ifPresent(first -> first.accept(channel));
                    channel.proxyDetector(new GrpcProxies(proxies));
                })
                .build();
    }

    @Override
    public @Nullable ProxiedSocketAddress proxyFor(SocketAddress target) throws IOException {
        if (!(target instanceof InetSocketAddress server)) {
            return null;
        }
        var proxy = proxies.serverFor("https", server.getHostString(), server.getPort());
        return proxy.isPresent() ? through(proxy.get(), server) : null;
    }

    private static ProxiedSocketAddress through(ProxyServer proxy, InetSocketAddress server) throws IOException {
        var address = new InetSocketAddress(proxy.host(), proxy.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException("can't resolve the address of the proxy " + proxy);
        }
        var connect = HttpConnectProxiedSocketAddress.newBuilder()
                .setTargetAddress(server)
                .setProxyAddress(address);
        proxy.login().ifPresent(login -> connect.setUsername(login.user()).setPassword(login.password()));
        return connect.build();
    }
}
