package io.longtake.cli.process;

import io.longtake.cli.environment.ChildEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Identifies a process uniquely: its ID and its start time, because process IDs are reused.
 *
 * @param birth on Linux the boot ID and the start time in clock ticks; elsewhere the start time in milliseconds
 */
public record ProcessIdentity(long pid, String birth) {
    /**
     * Returns the running process with this ID. A zombie, which has ended and waits for its parent, does not count as
     * running.
     */
    public static Optional<ProcessIdentity> of(long pid) {
        var stat = Path.of("/proc", Long.toString(pid), "stat");
        if (Files.isDirectory(Path.of("/proc/self"))) {
            try {
                return fromStat(pid, Files.readString(stat));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).flatMap(handle -> handle.info()
                .startInstant()
                .map(start -> new ProcessIdentity(pid, Long.toString(start.toEpochMilli()))));
    }

    /**
     * Whether the process was stopped by a signal ({@code SIGSTOP}, Ctrl-Z) or a debugger. It can be resumed at any
     * time.
     */
    public boolean paused() {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return running() && (state == 'T' || state == 't');
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<ProcessIdentity> fromStat(long pid, String stat) throws IOException {
        // The program name is in parentheses and may itself contain spaces and parentheses: parse from the last one.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        var state = fields[0];
        if (state.equals("Z") || state.equals("X")) {
            return Optional.empty();
        }
        var boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        return Optional.of(new ProcessIdentity(pid, boot + "/" + fields[19]));
    }

    /**
     * Returns the identity of a process that ended before its start time could be read. It never counts as running,
     * even if its ID is reused.
     */
    static ProcessIdentity ended(long pid) {
        return new ProcessIdentity(pid, "ended");
    }

    public boolean running() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** Resumes a paused process. */
    void resume() {
        if (running()) {
            try {
                ChildEnvironment.of("sh", "-c", "kill -CONT " + pid).start().waitFor();
            } catch (IOException e) {
                // It stays paused and is then killed.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Terminates or kills the process. Never affects another process that has the same ID by then. */
    public void signal(boolean forcibly) {
        if (running()) {
            ProcessHandle.of(pid).ifPresent(handle -> {
                if (forcibly) {
                    handle.destroyForcibly();
                } else {
                    handle.destroy();
                }
            });
        }
    }
}
