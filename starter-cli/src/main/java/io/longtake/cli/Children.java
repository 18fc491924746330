package io.longtake.cli;

import java.util.List;

/** Processes that commands start: they get this one's environment, but no credentials. */
public final class Children {
    private static final List<String> CREDENTIALS = List.of("NEMO_TOKEN", "TEMPORAL_API_KEY");

    private Children() {}

    /** A process to be started. */
    public static ProcessBuilder of(List<String> command) {
        var builder = new ProcessBuilder(command);
        CREDENTIALS.forEach(builder.environment()::remove);
        return builder;
    }

    /** A process to be started. */
    public static ProcessBuilder of(String... command) {
        return of(List.of(command));
    }
}
