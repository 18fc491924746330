package io.longtake.studio.render;

import io.longtake.media.jvm.Compilation;
import io.longtake.studio.http.Json;
import io.longtake.studio.process.JavaChild;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders in a {@link RenderProcess}, where native code reads untrusted files: a crash ends that process only. A process that
 * dies without reporting a result is replaced by another, which continues after the last complete chunk; one that exceeds its
 * time limit is killed. Its errors are written to {@code log.txt} in the work folder.
 */
public final class ChildProcessRunner implements RenderRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ChildProcessRunner.class);
    private static final long LOOK_MILLIS = 200;
    private static final int HEAP_MEGABYTES = 1024;
    /** A single crash can have any cause, such as a machine short of memory; three crashes are caused by the film. */
    static final int MAX_ATTEMPTS = 3;

    private final Timeouts timeouts;

    /**
     * The time limit after which a render counts as hung.
     *
     * @param atLeast the part that does not depend on the film's length
     * @param perLength multiple of the film's length, added to that
     */
    record Timeouts(Duration atLeast, int perLength) {
        /** Two slow, shared cores take twice a film's length: allow ten times that, and time for large photos. */
        static final Timeouts USUAL = new Timeouts(Duration.ofMinutes(10), 20);

        Duration forFilm(Duration length) {
            return atLeast.plus(length.multipliedBy(perLength));
        }
    }

    public ChildProcessRunner() {
        this(Timeouts.USUAL);
    }

    ChildProcessRunner(Timeouts timeouts) {
        this.timeouts = timeouts;
    }

    @Override
    public void run(RenderJob job, DoubleConsumer progress, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        Path jobFile = job.work().resolve("job.json");
        Files.writeString(jobFile, Json.write(job.json()));
        Duration allowed = timeouts.forFilm(job.length());
        Watch watch = new Watch(progress, cancelled, allowed, System.nanoTime() + allowed.toNanos());
        for (int life = 1; ; life++) {
            Ending ending = live(jobFile, job.work().resolve("log.txt"), watch);
            if (ending.last().equals(RenderProcess.DONE)) {
                return;
            }
            if (ending.last().startsWith(RenderProcess.FAILED)) {
                throw new IOException(ending.last().substring(RenderProcess.FAILED.length()));
            }
            if (life == MAX_ATTEMPTS) {
                throw new IOException("the render process crashed " + MAX_ATTEMPTS
                        + " times, the last time with status " + ending.status() + " at " + watch.percent() + "%");
            }
            LOG.warn(
                    "the render process crashed with status {} at {}%; another one continues",
                    ending.status(), watch.percent());
        }
    }

    /** The state that all processes of one render share. */
    private static final class Watch {
        private final DoubleConsumer progress;
        private final BooleanSupplier cancelled;
        private final Duration allowed;
        private final long deadline;
        private volatile double reached;

        Watch(DoubleConsumer progress, BooleanSupplier cancelled, Duration allowed, long deadline) {
            this.progress = progress;
            this.cancelled = cancelled;
            this.allowed = allowed;
            this.deadline = deadline;
        }

        /** Progress; a replacement process starts slightly further back, which is not reported. */
        void reached(double fraction) {
            if (fraction >= reached) {
                reached = fraction;
                progress.accept(fraction);
            }
        }

        int percent() {
            return (int) (100 * reached);
        }

        void check() throws IOException {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("cancelled on request");
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("the render was stopped at " + percent() + "% after " + allowed.toSeconds()
                        + " s, the time limit for a film of this length");
            }
        }
    }

    /** @param last line for the parent that is not progress; empty when there was none */
    private record Ending(int status, String last) {}

    private static Ending live(Path jobFile, Path log, Watch watch) throws IOException, InterruptedException {
        Process process = child(RenderProcess.class, jobFile)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            CompletableFuture<String> last = CompletableFuture.supplyAsync(() -> listen(process, watch));
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                watch.check();
            }
            return new Ending(
                    process.exitValue(), last.exceptionally(broken -> "").join());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** A process that renders the job described in a file. */
    static ProcessBuilder child(Class<?> main, Path jobFile) {
        ProcessBuilder child = JavaChild.builder(main, Compilation.HOT_LOOPS, HEAP_MEGABYTES, jobFile.toString());
        List<String> command = new ArrayList<>(child.command());
        // Pictures are read by columns as well as by rows: with small pages each step is a TLB miss.
        command.addAll(1, List.of("-XX:+UseTransparentHugePages", "-XX:-PrintWarnings"));
        return child.command(command);
    }

    /** Reads the process's output to its end; returns its last message that is not progress. */
    private static String listen(Process process, Watch watch) {
        String last = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String word = line.startsWith(RenderProcess.MARK) ? line.substring(RenderProcess.MARK.length()) : "";
                if (word.startsWith(RenderProcess.PROGRESS)) {
                    watch.reached(Double.parseDouble(word.substring(RenderProcess.PROGRESS.length())));
                } else if (!word.isEmpty()) {
                    last = word;
                }
            }
            return last;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
