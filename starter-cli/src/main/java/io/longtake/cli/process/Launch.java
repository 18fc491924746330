package io.longtake.cli.process;

import java.util.List;
import java.util.Map;

/**
 * How to start one background process.
 *
 * @param command program and arguments
 * @param environment variables beside those of the command that starts it
 * @param marker an argument that this process and no other has; by it a process is found whose record was lost
 */
public record Launch(
        Service service,
        List<String> command,
        Map<String, String> environment,
        String marker,
        String address,
        String uiAddress,
        String dependsOn) {}
