package io.longtake.cli.invocation;

import io.longtake.cli.environment.Environment;

/** Runs a command line in this process, for a command that serves others. Thread-safe. */
public interface CommandRunner {
    /** @return the exit code */
    int run(Environment environment, JobWatch watch, String... args);
}
