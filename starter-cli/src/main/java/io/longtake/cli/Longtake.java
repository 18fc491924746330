package io.longtake.cli;

import io.longtake.cli.command.LongtakeCommand;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.help.JsonHelp;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.invocation.JobWatch;
import io.longtake.cli.telemetry.CommandTraces;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Runs one command line in a given environment. Tests call it in their own process. */
public final class Longtake {
    private Longtake() {}

    /** @return the exit code */
    public static int run(Environment environment, String... args) {
        return run(environment, JobWatch.TO_THE_END, args);
    }

    /**
     * Runs a command whose job another one watches.
     *
     * @return the exit code
     */
    static int run(Environment environment, JobWatch watch, String... args) {
        try (var invocation = new Invocation(environment, Main.class, watch, Longtake::run)) {
            var line = LongtakeCommand.line(invocation, args);
            var colours =
                    environment.terminal() && environment.variable("NO_COLOR").isEmpty() && !noColour(args);
            line.setColorScheme(CommandLine.Help.defaultColorScheme(colours ? Ansi.ON : Ansi.OFF));
            line.setOut(new PrintWriter(environment.out(), true, StandardCharsets.UTF_8));
            line.setErr(new PrintWriter(environment.err(), true, StandardCharsets.UTF_8));
            line.setUsageHelpAutoWidth(true);
            line.setExecutionStrategy(
                    new JsonHelp(invocation, new CommandTraces(invocation, new CommandLine.RunLast())));
            var reporter = new Reporter(invocation);
            line.setParameterExceptionHandler(reporter);
            line.setExecutionExceptionHandler(reporter);
            try {
                return invocation.end(line.execute(args));
            } catch (StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
                // Picocli passes on exceptions only. An error also ends the command with a message.
                return invocation.end(invocation.report(e));
            }
        } finally {
            environment.out().flush();
            environment.err().flush();
        }
    }

    /**
     * Reports failures. A class, because the JVM can't archive lambdas for the interfaces of picocli, whose class files have an old
     * format; creating them takes longer than parsing the arguments.
     */
    private static final class Reporter
            implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {
        private final Invocation invocation;

        Reporter(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public int handleParseException(CommandLine.ParameterException e, String[] given) {
            return invocation.output().reportMisread(e, given);
        }

        @Override
        public int handleExecutionException(Exception e, CommandLine command, CommandLine.ParseResult result) {
            return invocation.output().report(e);
        }
    }

    private static boolean noColour(String[] args) {
        return java.util.Arrays.asList(args).contains("--no-color");
    }
}
