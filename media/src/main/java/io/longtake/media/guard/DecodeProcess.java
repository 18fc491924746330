package io.longtake.media.guard;

import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.jvm.ClassArchive;
import io.longtake.media.jvm.Compilation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One running child process: a task is written as one line, and the answer is read as one line. Both carry the number
 * of the task, so that a late or forged answer is never attributed to another file. Not safe for use by several
 * threads.
 */
final class DecodeProcess implements AutoCloseable {
    private static final List<String> JVM_FLAGS = List.of(
            "-Xmx" + DecodeChild.HEAP_MB + "m",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:CompressedClassSpaceSize=64m",
            // The exit status reports a crash. A crash report would only clutter the parent's output and may contain
            // data of the file.
            "-XX:+DisplayVMOutputToStderr",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            "-Djava.awt.headless=true");

    private static final String END = "";
    private static final Set<Integer> FROM_OUTSIDE = Set.of(128 + 1, 128 + 2, 128 + 9, 128 + 15);

    /** The process has ended without an answer to the task. */
    static final class Ended extends Exception {
        private static final long serialVersionUID = 1L;

        private final int exit;
        private final boolean ready;

        private Ended(int exit, boolean ready) {
            super("the decoding process ended with status " + exit);
            this.exit = exit;
            this.ready = ready;
        }

        /**
         * Whether another process ended it, with SIGHUP, SIGINT, SIGTERM or SIGKILL; the kernel sends SIGKILL when
         * memory runs out. Crashes of the decoder itself cause other signals. A process ended by signal N has exit
         * status 128 + N.
         */
        boolean fromOutside() {
            return FROM_OUTSIDE.contains(exit);
        }

        /** Whether the process had exited as idle before the task was sent. */
        boolean idle() {
            return exit == DecodeChild.IDLE;
        }

        /** The error for the file of the task, or for the machine if the process was never ready. */
        IOException of(Path file) {
            if (!ready) {
                return new IOException(
                        "the process that inspects files can't be started: it ended with status " + exit);
            }
            if (fromOutside()) {
                // Without the name of the file, which may be that of a temporary copy; the caller names the user's
                // file.
                return new IOException("the process that decodes files was killed by signal " + (exit - 128)
                        + ", perhaps because the machine is short of memory");
            }
            return switch (exit) {
                case DecodeChild.TOO_MUCH_MEMORY ->
                    new MediaException(Reason.TOO_EXPENSIVE, file.getFileName() + " needs too much memory to read");
                case DecodeChild.TOO_MUCH_TIME ->
                    new MediaException(
                            Reason.TOO_EXPENSIVE, file.getFileName() + " needs too much processor time to read");
                default ->
                    new MediaException(
                            Reason.DAMAGED, file.getFileName() + " can't be read: the decoder crashed on it");
            };
        }
    }

    private final Process process;
    private volatile boolean ready;
    private long tasks;
    private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(2);

    private DecodeProcess(Process process) {
        this.process = process;
    }

    static DecodeProcess start() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(ProcessLimits.around(command())).redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        // The child decodes untrusted bytes: code that takes it over must find no secrets in the environment.
        environment.clear();
        environment.put("PATH", path);
        environment.put("LANG", "C.UTF-8");
        return of(builder.start());
    }

    /** @param process speaks the protocol of {@link DecodeChild} */
    static DecodeProcess of(Process process) {
        DecodeProcess child = new DecodeProcess(process);
        Thread reader = new Thread(child::read, "decode-answers");
        reader.setDaemon(true);
        reader.start();
        return child;
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(Compilation.FAST.options());
        command.addAll(ClassArchive.options());
        // The folders of the native libraries and of temporary files.
        for (String name : List.of("java.io.tmpdir", "user.home", "org.bytedeco.javacpp.cachedir")) {
            String value = System.getProperty(name);
            if (value != null) {
                command.add("-D" + name + "=" + value);
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DecodeChild.class.getName()));
        return command;
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                ready |= line.equals(DecodeChild.READY);
                if (DecodeChild.isAnswer(line) && !answers.offer(line)) {
                    // The child sent unexpected answers. End it, so that a waiting caller need not wait for it to exit.
                    process.destroyForcibly();
                    break;
                }
            }
        } catch (IOException broken) {
            // Handled like the end of the output.
        }
        while (!answers.offer(END)) {
            answers.clear();
        }
    }

    /**
     * Sends a task and waits for its answer.
     *
     * @return empty if the answer takes longer than {@code limit}
     * @throws Ended if the process ends without an answer
     */
    Optional<String> ask(String task, Duration limit) throws Ended, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        String number = ++tasks + " ";
        try {
            OutputStream in = process.getOutputStream();
            in.write((number + task + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException closed) {
            throw new Ended(process.waitFor(), ready);
        }
        while (true) {
            String answer = answers.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (answer == null) {
                return Optional.empty();
            }
            if (END.equals(answer)) {
                throw new Ended(process.waitFor(), ready);
            }
            if (answer.startsWith(number)) {
                return Optional.of(answer.substring(number.length()));
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
