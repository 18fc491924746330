package io.longtake.network.http;

import io.longtake.network.proxy.ProxyFailure;
import io.longtake.network.proxy.ProxyServer;
import io.longtake.network.proxy.ProxySettings;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Creates HTTP clients. None of them follows redirects: credentials must not be sent to another origin, and for
 * requests without credentials the address of each hop has to be checked. A request that fails at the proxy throws a
 * {@link ProxyFailure}.
 */
public final class HttpClients {
    private static final String LOGIN = "Proxy-Authorization";

    private final ProxySettings proxies;
    private final TrustedCertificates trust;

    /**
     * Uses the proxies and certificates that the environment names.
     *
     * @param environment environment variables of the process, or of a test
     */
    public HttpClients(Map<String, String> environment) {
        this.proxies = ProxySettings.of(environment);
        this.trust = TrustedCertificates.of(environment);
    }

    public ProxySettings proxies() {
        return proxies;
    }

    public TrustedCertificates trust() {
        return trust;
    }

    /**
     * A client for requests that must not be repeated without the caller's knowledge: after a failed connection it does
     * not try another address, and it follows no redirect.
     */
    public OkHttpClient once(TimeLimits limits) {
        return externalClient(limits).retryOnConnectionFailure(false).build();
    }

    /** A client for requests that may be repeated: if a connection fails, it tries another address of the same host. */
    public OkHttpClient repeatable(TimeLimits limits) {
        return externalClient(limits).build();
    }

    private OkHttpClient.Builder externalClient(TimeLimits limits) {
        OkHttpClient.Builder builder = limited(limits)
                .proxySelector(new Selector())
                .proxyAuthenticator(this::login)
                .addInterceptor(new ProxyGuard(proxies, trust))
                .addNetworkInterceptor(chain -> {
                    Route route = Optional.ofNullable(chain.connection())
                            .orElseThrow()
                            .route();
                    return chain.proceed(withLogin(chain.request(), route));
                });
        trust.added().ifPresent(added -> builder.sslSocketFactory(added.sockets(), added.manager()));
        return builder;
    }

    private static OkHttpClient.Builder limited(TimeLimits limits) {
        return new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(limits.connect())
                .readTimeout(limits.read())
                .writeTimeout(limits.write())
                .callTimeout(limits.call());
    }

    static Request named(Request request) {
        return request.header("User-Agent") == null
                ? request.newBuilder().header("User-Agent", UserAgent.VALUE).build()
                : request;
    }

    /**
     * Sends the login with every plain HTTP request to a proxy. Waiting for a 407 would send the body twice, which
     * one-shot bodies do not allow.
     */
    private Request withLogin(Request request, Route route) throws IOException {
        boolean plainThroughProxy = route.proxy().type() == Proxy.Type.HTTP && !route.requiresTunnel();
        return plainThroughProxy
                ? server(request.url())
                        .flatMap(ProxyServer::login)
                        .map(login -> with(request, login))
                        .orElse(request)
                : request;
    }

    /**
     * The login for a tunnel. OkHttp calls this before the first attempt and again when the proxy refuses. Only CONNECT
     * goes to the proxy; a 407 to any other request inside a tunnel comes from the destination server, which must not
     * see the login.
     */
    private @Nullable Request login(@Nullable Route route, Response refusal) throws IOException {
        if (route == null
                || !refusal.request().method().equals("CONNECT")
                || refusal.request().header(LOGIN) != null) {
            return null;
        }
        return server(route.address().url())
                .flatMap(ProxyServer::login)
                .map(login -> with(refusal.request(), login))
                .orElse(null);
    }

    private static Request with(Request request, ProxyServer.Login login) {
        return request.newBuilder()
                .header(LOGIN, Credentials.basic(login.user(), login.password(), StandardCharsets.UTF_8))
                .build();
    }

    private Optional<ProxyServer> server(HttpUrl url) throws ProxyFailure {
        return proxies.serverFor(url.scheme(), url.host(), url.port());
    }

    private final class Selector extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            HttpUrl url = HttpUrl.get(uri);
            try {
                return List.of(server(Optional.ofNullable(url).orElseThrow())
                        .map(server -> new Proxy(Proxy.Type.HTTP, server.address()))
                        .orElse(Proxy.NO_PROXY));
            } catch (ProxyFailure e) {
                // ProxyGuard has already refused such a request.
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {
            // Nothing to update: every new connection calls the selector again.
        }
    }
}
