package io.longtake.cli.process;

/**
 * What a home remembers of a background process it started.
 *
 * @param address host:port; for the worker the Temporal server it works for
 * @param uiAddress host:port of Temporal's web UI; empty for the others
 * @param home where the home was when the process was started
 * @param build which build of Longtake it runs
 * @param dependsOn what it was told about the others; when that changes it has to be started anew
 * @param startedAtMillis for people and for health: how long it has been up
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
