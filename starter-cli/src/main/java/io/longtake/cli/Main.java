package io.longtake.cli;

import io.longtake.cli.environment.Environment;
import java.util.Arrays;
import java.util.Set;

/** The process's entry. */
public final class Main {
    private static final Set<String> SERVICES = Set.of("worker", "studio", "server");

    private Main() {}

    public static void main(String[] args) {
        // Before the first logger exists: a service logs, a command talks.
        if (System.getProperty("longtake.log.level") == null) {
            boolean service = args.length > 0 && SERVICES.contains(args[0]);
            boolean verbose = Arrays.asList(args).contains("--verbose");
            System.setProperty("longtake.log.level", service ? "INFO" : verbose ? "DEBUG" : "OFF");
            System.setProperty("longtake.log.others", service ? "INFO" : verbose ? "WARN" : "OFF");
        }
        int code = Longtake.run(Environment.ofThisProcess(), args);
        // Not every library ends its threads; a command that is done is done.
        System.exit(code);
    }
}
