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
import okhttp3.ConnectionSpec;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Makes HTTP clients. None of them follows redirects by itself: a credential must not travel, and where none does, each step's
 * address is to be judged. A request through a proxy that ends there fails with a {@link ProxyFailure}.
 */
public final class HttpClients {
    private static final String LOGIN = "Proxy-Authorization";

    private final ProxySettings proxies;
    private final Trust trust;

    /**
     * With the proxies and certificates that an environment names.
     *
     * @param environment the process's variables, or a test's
     */
    public HttpClients(Map<String, String> environment) {
        this.proxies = ProxySettings.of(environment);
        this.trust = Trust.of(environment);
    }

    public ProxySettings proxies() {
        return proxies;
    }

    public Trust trust() {
        return trust;
    }

    /**
     * For requests that must not be repeated behind their sender's back: a connection that fails is not tried again at another
     * address, and no redirect is followed.
     */
    public OkHttpClient once(TimeLimits limits) {
        return outward(limits).retryOnConnectionFailure(false).build();
    }

    /** For requests that may be repeated: another address of the same host is tried when a connection fails. */
    public OkHttpClient repeatable(TimeLimits limits) {
        return outward(limits).build();
    }

    /**
     * For the home's own services on the loopback interface: plain HTTP, without a proxy whatever the environment says, and without
     * the time it takes to load certificates.
     */
    public static OkHttpClient local(TimeLimits limits) {
        return limited(limits)
                .proxy(Proxy.NO_PROXY)
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                .addInterceptor(chain -> chain.proceed(named(chain.request())))
                .build();
    }

    private OkHttpClient.Builder outward(TimeLimits limits) {
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
     * A plain request to a proxy carries the login from the start: waiting until the proxy asks would send the body twice, which
     * one-shot bodies refuse.
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
     * Of a tunnel: asked before the first attempt already, and again when the proxy refuses. Only CONNECT goes to the proxy; a 407 to
     * anything else inside a tunnel comes from the server behind it, which must not see the login.
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
                // The guard has refused such a request before it came here.
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException e) {
            // Every connection asks anew.
        }
    }
}
