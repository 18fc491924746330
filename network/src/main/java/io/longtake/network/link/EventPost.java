package io.longtake.network.link;

import io.longtake.network.address.AddressPolicy;
import io.longtake.network.address.RefusedAddress;
import io.longtake.network.http.HttpClients;
import io.longtake.network.http.RetryAfter;
import io.longtake.network.http.TimeLimits;
import io.longtake.network.link.LinkFailure.Reason;
import io.longtake.network.proxy.ProxyFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Posts events to URLs that come from outside, one attempt each. It follows no redirect, and connects only to addresses that the
 * policy allows. The body of a response is ignored.
 */
public final class EventPost implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");

    private final HttpClients clients;
    private final OkHttpClient proxied;

    /**
     * The receiver's answer.
     *
     * @param status of HTTP
     * @param retryAfter the pause that the receiver asks for
     */
    public record Answer(int status, Optional<Duration> retryAfter) {}

    /** @param limit for one attempt */
    public EventPost(HttpClients clients, Duration limit) {
        this.clients = clients;
        this.proxied = clients.once(TimeLimits.within(limit));
    }

    /** @throws LinkFailure if there is no answer; the sentence names the host only */
    public Answer post(EventUrl to, AddressPolicy policy, Map<String, String> headers, byte[] body) throws LinkFailure {
        try {
            to.check(policy);
            boolean throughProxy = clients.proxies()
                    .serverFor(to.url().scheme(), to.host(), to.url().port())
                    .isPresent();
            // Through a proxy, the client resolves only the proxy's own name, which may be in a private network.
            OkHttpClient client = throughProxy
                    ? proxied
                    : proxied.newBuilder().dns(policy.dns()).build();
            Request request = new Request.Builder()
                    .url(to.url())
                    .headers(Headers.of(headers))
                    .post(RequestBody.create(body, JSON))
                    .build();
            try (Response response = client.newCall(request).execute()) {
                return new Answer(response.code(), RetryAfter.read(response.header("Retry-After"), Clock.systemUTC()));
            }
        } catch (LinkFailure e) {
            throw e;
        } catch (IOException e) {
            throw failure(to.host(), e);
        }
    }

    private static LinkFailure failure(String host, IOException e) {
        if (e instanceof RefusedAddress) {
            return new LinkFailure(Reason.ADDRESS_REFUSED, "It is not allowed: " + e.getMessage() + ".", e);
        }
        if (e instanceof ProxyFailure) {
            return new LinkFailure(Reason.TEMPORARY, String.valueOf(e.getMessage()), e);
        }
        String why;
        if (e instanceof UnknownHostException) {
            why = "The host name " + host + " can't be resolved.";
        } else if (e instanceof SSLException) {
            why = "No secure connection to " + host + " could be established.";
        } else if (e instanceof InterruptedIOException) {
            why = host + " did not answer in time.";
        } else {
            why = "The connection to " + host + " failed or broke.";
        }
        return new LinkFailure(Reason.TEMPORARY, why, e);
    }

    @Override
    public void close() {
        proxied.dispatcher().executorService().shutdown();
        proxied.connectionPool().evictAll();
    }
}
