package io.longtake.cli.environment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Child processes of commands: they inherit the environment of this process, without credentials. */
public final class ChildEnvironment {
    private static final List<String> CREDENTIALS = List.of("NEMO_TOKEN", "TEMPORAL_API_KEY", "LONGTAKE_NOTIFY_SECRET");

    private ChildEnvironment() {}

    /** A builder for a child process. */
    public static ProcessBuilder of(List<String> command) {
        var builder = new ProcessBuilder(command);
        var environment = builder.environment();
        CREDENTIALS.forEach(environment::remove);
        if (!speaksUnicode(environment)) {
            // File names are bytes to the system, and a JVM in the POSIX locale can't write 电影.mp4.
            environment.put("LC_ALL", "C.UTF-8");
        }
        return builder;
    }

    private static boolean speaksUnicode(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> value.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8"))
                .orElse(false);
    }

    /** A builder for a child process. */
    public static ProcessBuilder of(String... command) {
        return of(List.of(command));
    }
}
