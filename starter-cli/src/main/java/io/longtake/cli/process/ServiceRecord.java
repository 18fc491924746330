package io.longtake.cli.process;

/**
 * A home's record of a background process that it started.
 *
 * @param address host:port; for the worker, that of its Temporal server
 * @param uiAddress host:port of Temporal's web UI; empty for other services
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
        long startedAtMillis) {}
