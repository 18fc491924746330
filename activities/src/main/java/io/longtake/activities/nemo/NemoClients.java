package io.longtake.activities.nemo;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One client for each backend that this worker meets, made when it is first needed. */
public final class NemoClients implements AutoCloseable {
    private final Map<String, NemoClient> byOrigin = new ConcurrentHashMap<>();
    private final NemoHeaders headers;
    private final NemoTimeouts timeouts;

    public NemoClients(NemoHeaders headers, NemoTimeouts timeouts) {
        this.headers = headers;
        this.timeouts = timeouts;
    }

    /** @param origin scheme, host and port */
    public NemoClient at(String origin) {
        return byOrigin.computeIfAbsent(
                origin, key -> new NemoClient(NemoBackend.of(key), headers, timeouts, Clock.systemUTC()));
    }

    @Override
    public void close() {
        byOrigin.values().forEach(NemoClient::close);
    }
}
