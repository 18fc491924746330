package io.longtake.network.http;

import io.longtake.network.proxy.ProxyFailure;
import io.longtake.network.proxy.ProxyServer;
import io.longtake.network.proxy.ProxySettings;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Distinguishes failures of the proxy from failures of the destination server, and sets the User-Agent on every
 * request.
 */
final class ProxyGuard implements Interceptor {
    private static final int LOGIN_WANTED = 407;
    private static final Pattern CONNECT_ANSWER = Pattern.compile("Unexpected response code for CONNECT: (\\d{3})");
    private static final String LOGIN_REFUSED = "Failed to authenticate with proxy";

    private final ProxySettings proxies;
    private final TrustedCertificates trust;

    ProxyGuard(ProxySettings proxies, TrustedCertificates trust) {
        this.proxies = proxies;
        this.trust = trust;
    }

    /** Records whether the request itself was started, not only the connection. */
    private static final class Beginning extends EventListener {
        private volatile boolean begun;

        @Override
        public void requestHeadersStart(Call call) {
            begun = true;
        }
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = HttpClients.named(chain.request());
        HttpUrl url = request.url();
        if (url.isHttps()) {
            trust.require();
        }
        Optional<ProxyServer> proxy = proxies.serverFor(url.scheme(), url.host(), url.port());
        if (proxy.isEmpty()) {
            return chain.proceed(request);
        }
        Beginning beginning = new Beginning();
        chain.call().addEventListener(beginning);
        Response response;
        try {
            response = chain.proceed(request);
        } catch (IOException e) {
            boolean server = beginning.begun || e instanceof SSLException;
            throw server || chain.call().isCanceled() ? e : failure(proxy.get(), url, e);
        }
        // Inside a tunnel every response comes from the server.
        if (response.code() == LOGIN_WANTED && !url.isHttps()) {
            response.close();
            throw ProxyFailure.login(proxy.get());
        }
        return response;
    }

    /** OkHttp reports responses to CONNECT only in the message text; an unknown text is passed on unchanged. */
    private static ProxyFailure failure(ProxyServer proxy, HttpUrl url, IOException e) {
        String words = String.valueOf(e.getMessage());
        Matcher answer = CONNECT_ANSWER.matcher(words);
        if (answer.find()) {
            return ProxyFailure.refused(proxy, url.host(), "HTTP " + answer.group(1));
        }
        if (words.contains(LOGIN_REFUSED)) {
            return ProxyFailure.login(proxy);
        }
        return ProxyFailure.unreachable(proxy, reason(e));
    }

    private static String reason(IOException e) {
        if (e instanceof UnknownHostException) {
            return "the host name can't be resolved";
        }
        if (e instanceof SocketTimeoutException) {
            return "the connection timed out";
        }
        return e instanceof NoRouteToHostException
                ? "there is no route to the host"
                : "the connection was refused or broke";
    }
}
