package io.longtake.cli.deployment;

import java.util.List;
import java.util.Map;

/**
 * A container of Longtake's image, as a deployment file describes it.
 *
 * @param name where it is described, for messages of tests
 * @param arguments the command line after {@code longtake}
 * @param environment its variables; an empty value stands for one that is not in the file
 * @param checks the commands of its health check or probes
 */
record Container(
        String name,
        String image,
        List<String> arguments,
        Map<String, String> environment,
        List<List<String>> checks) {}
