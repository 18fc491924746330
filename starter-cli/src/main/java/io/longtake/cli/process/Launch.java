package io.longtake.cli.process;

import java.util.List;
import java.util.Map;

/**
 * How to start one background process.
 *
 * @param command program and arguments
 * @param environment variables in addition to those of the command that starts it
 * @param marker an argument that no other process has, used to find the process if its record is lost
 */
public record Launch(
        Service service,
        List<String> command,
        Map<String, String> environment,
        String marker,
        String address,
        String uiAddress,
        String dependsOn) {}
