package io.longtake.cli.process;

import java.util.Optional;

/**
 * A home's record of a background process that it started.
 *
 * @param address host:port; for the worker, that of its Temporal server
 * @param uiAddress host:port of Temporal's web UI; empty for other services, and for a server without it
 * @param home the home's path when the process was started
 * @param build the build of Longtake that the process runs
 * @param dependsOn what the process was started with about other services; if it changes, the process must be restarted
 * @param startedAtMillis start time in ms since the epoch, for uptime and health
 */
public record ServiceRecord(
        Service service,
        ProcessIdentity identity,
        String address,
        String uiAddress,
        String home,
        String build,
        String dependsOn,
        long startedAtMillis) {
    /** The address of Temporal's web UI; empty if the server runs without it. */
    public Optional<String> webUi() {
        return Optional.of(uiAddress).filter(address -> !address.isEmpty());
    }
}
