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

/** Tells failures of the proxy from failures of the server behind it, and puts the product's name on every request. */
final class ProxyGuard implements Interceptor {
    private static final int LOGIN_WANTED = 407;
    private static final Pattern CONNECT_ANSWER = Pattern.compile("Unexpected response code for CONNECT: (\\d{3})");
    private static final String LOGIN_REFUSED = "Failed to authenticate with proxy";

    private final ProxySettings proxies;
    private final Trust trust;

    ProxyGuard(ProxySettings proxies, Trust trust) {
        this.proxies = proxies;
        this.trust = trust;
    }

    /** Whether a request, or only the way to it, had begun. */
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
        // Through a tunnel every answer is the server's.
        if (response.code() == LOGIN_WANTED && !url.isHttps()) {
            response.close();
            throw ProxyFailure.login(proxy.get());
        }
        return response;
    }

    /** OkHttp tells answers to CONNECT in words only; words it doesn't use yet are told as they are. */
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
            return "there is no such name";
        }
        if (e instanceof SocketTimeoutException) {
            return "no connection in time";
        }
        return e instanceof NoRouteToHostException ? "there is no way to it" : "the connection is refused or breaks";
    }
}
