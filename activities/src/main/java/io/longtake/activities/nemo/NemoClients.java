package io.longtake.activities.nemo;

import io.longtake.activities.nemo.error.NemoException;
import io.longtake.activities.nemo.http.NemoBackend;
import io.longtake.activities.nemo.http.RequestObserver;
import io.longtake.network.http.HttpClients;
import java.net.ConnectException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Creates one client for each backend that this worker uses, on first use. */
public final class NemoClients implements AutoCloseable {
    private final Map<String, NemoClient> byOrigin = new ConcurrentHashMap<>();
    private final NemoHeaders headers;
    private final NemoTimeouts timeouts;
    private final Function<String, Optional<String>> addresses;
    private final Map<String, String> environment;
    private final HttpClients network;
    private final RequestObserver observer;

    public NemoClients(NemoHeaders headers, NemoTimeouts timeouts) {
        this(headers, timeouts, Optional::of);
    }

    /** @param addresses the current address of the backend with that origin; empty if it is not running */
    public NemoClients(NemoHeaders headers, NemoTimeouts timeouts, Function<String, Optional<String>> addresses) {
        this(headers, timeouts, addresses, System.getenv());
    }

    /** @param environment names the proxies, and the web pages of backends that do not serve their own */
    public NemoClients(
            NemoHeaders headers,
            NemoTimeouts timeouts,
            Function<String, Optional<String>> addresses,
            Map<String, String> environment) {
        this(headers, timeouts, addresses, environment, RequestObserver.NONE);
    }

    /**
     * @param environment names the proxies, and the web pages of backends that do not serve their own
     * @param observer observes each request
     */
    public NemoClients(
            NemoHeaders headers,
            NemoTimeouts timeouts,
            Function<String, Optional<String>> addresses,
            Map<String, String> environment,
            RequestObserver observer) {
        this.observer = observer;
        this.headers = headers;
        this.timeouts = timeouts;
        this.addresses = addresses;
        this.environment = environment;
        this.network = new HttpClients(environment);
    }

    /**
     * Returns the client for a backend.
     *
     * @param origin scheme, host and port, or a name whose address this worker knows
     * @throws NemoException.Unreachable if the backend is not running; nothing was sent
     * @throws NemoException.UnusableAddress if its address, or the address of its web pages, is invalid; nothing was sent
     */
    public NemoClient at(String origin) throws NemoException {
        String address = addresses
                .apply(origin)
                .orElseThrow(() -> new NemoException.Unreachable(
                        "The backend " + origin + " is not running. Nothing was sent.",
                        new ConnectException(origin + " has no address")));
        return byOrigin.computeIfAbsent(
                address,
                key -> new NemoClient(backend(origin, key), headers, timeouts, Clock.systemUTC(), network, observer));
    }

    /** An origin that is a name instead of an address is this home's own studio, which serves its own web pages. */
    private NemoBackend backend(String origin, String address) {
        try {
            return origin.equals(address)
                    ? NemoBackend.of(address, NemoBackend.web(environment))
                    : NemoBackend.of(address);
        } catch (IllegalArgumentException e) {
            throw new NemoException.UnusableAddress(e.getMessage() + " Nothing was sent.", e);
        }
    }

    @Override
    public void close() {
        byOrigin.values().forEach(NemoClient::close);
    }
}
