package io.longtake.cli.invocation;

import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.process.LogFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * An {@link Error} in a command: out of memory, stack overflow, a class that can't be loaded. The stack trace goes to a log, a
 * message to the user.
 */
final class FatalError {
    private static final String FILE = "commands.log";

    private FatalError() {}

    /** @param logs the log folder; the stack trace is appended to a file in it, if possible */
    static CommandFailure of(Error e, Path logs) {
        var log = logs.resolve(FILE);
        var details = isLogged(e, log) ? " Details are in " + log + "." : " Run with --verbose for details.";
        return new CommandFailure(ExitCode.FAILED, "Internal", what(e) + " Queued work continues." + details, e);
    }

    private static String what(Error e) {
        if (e instanceof OutOfMemoryError) {
            return "Longtake ran out of memory (" + e.getMessage() + ").";
        }
        if (e instanceof LinkageError) {
            return "A part of Longtake can't be loaded (" + name(e)
                    + "). The installation may be incomplete; rebuild it.";
        }
        return "Unexpected error (" + name(e) + ").";
    }

    private static String name(Error e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    private static boolean isLogged(Error e, Path log) {
        try {
            new LogFile(log).bound();
            if (!Files.exists(log)) {
                Files.createFile(
                        log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(
                    log,
                    OffsetDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + trace(e),
                    StandardOpenOption.APPEND);
            return true;
        } catch (IOException notWritable) {
            return false;
        }
    }

    static String trace(Throwable e) {
        var trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
