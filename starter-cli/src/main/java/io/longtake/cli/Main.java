package io.longtake.cli;

import io.longtake.cli.environment.Environment;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The entry point of the process. */
public final class Main {
    private static final Set<String> SERVICES = Set.of("worker", "studio", "server", "codec-server");

    private Main() {}

    public static void main(String[] args) {
        // Set before the first logger is created: services write logs, commands print messages.
        if (System.getProperty("longtake.log.level") == null) {
            boolean service = args.length > 0
                    && SERVICES.contains(args[0])
                    && !List.of(args).contains("prepare");
            boolean verbose = Arrays.asList(args).contains("--verbose");
            System.setProperty("longtake.log.level", service ? "INFO" : verbose ? "DEBUG" : "OFF");
            System.setProperty("longtake.log.others", service ? "INFO" : verbose ? "WARN" : "OFF");
        }
        int code = Longtake.run(Environment.ofThisProcess(), args);
        // Some libraries leave threads running; the process ends when its command does.
        System.exit(code);
    }
}
