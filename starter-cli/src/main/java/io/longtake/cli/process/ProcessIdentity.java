package io.longtake.cli.process;

import io.longtake.cli.environment.ChildEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process beyond doubt: its id together with the moment of its birth, since ids are given out again.
 *
 * @param birth on Linux the boot's id and the start in clock ticks; elsewhere the start in milliseconds
 */
public record ProcessIdentity(long pid, String birth) {
    /** The process with this id, if it runs. One that has ended and waits for its parent (a zombie) does not. */
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

    /** Whether it was stopped by a signal ({@code SIGSTOP}, Ctrl-Z) or by a debugger, and can go on at any time. */
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
        // The program's name stands in parentheses and may contain both blanks and parentheses: count from the last
        // one.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        var state = fields[0];
        if (state.equals("Z") || state.equals("X")) {
            return Optional.empty();
        }
        var boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        return Optional.of(new ProcessIdentity(pid, boot + "/" + fields[19]));
    }

    /** Of a process that ended before its start could be read: it runs no more, whoever bears its id now. */
    static ProcessIdentity ended(long pid) {
        return new ProcessIdentity(pid, "ended");
    }

    public boolean running() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** Lets a paused process go on. */
    void resume() {
        if (running()) {
            try {
                ChildEnvironment.of("sh", "-c", "kill -CONT " + pid).start().waitFor();
            } catch (IOException e) {
                // It stays paused, and is ended by force.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Asks the process to end, or ends it; never another process that has come to bear the same id. */
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
