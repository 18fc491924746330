package io.longtake.activities.nemo;

import java.net.ConnectException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** One client for each backend that this worker meets, made when it is first needed. */
public final class NemoClients implements AutoCloseable {
    private final Map<String, NemoClient> byOrigin = new ConcurrentHashMap<>();
    private final NemoHeaders headers;
    private final NemoTimeouts timeouts;
    private final Function<String, Optional<String>> addresses;

    public NemoClients(NemoHeaders headers, NemoTimeouts timeouts) {
        this(headers, timeouts, Optional::of);
    }

    /** @param addresses where the backend of that origin answers now; empty while it doesn't run */
    public NemoClients(NemoHeaders headers, NemoTimeouts timeouts, Function<String, Optional<String>> addresses) {
        this.headers = headers;
        this.timeouts = timeouts;
        this.addresses = addresses;
    }

    /**
     * The client for a backend.
     *
     * @param origin scheme, host and port, or a name that this worker knows the address of
     * @throws NemoException.Unreachable when it doesn't run; nothing was sent
     */
    public NemoClient at(String origin) throws NemoException {
        String address = addresses
                .apply(origin)
                .orElseThrow(() -> new NemoException.Unreachable(
                        "The backend " + origin + " does not run; nothing was sent.",
                        new ConnectException(origin + " has no address")));
        return byOrigin.computeIfAbsent(
                address, key -> new NemoClient(NemoBackend.of(key), headers, timeouts, Clock.systemUTC()));
    }

    @Override
    public void close() {
        byOrigin.values().forEach(NemoClient::close);
    }
}
