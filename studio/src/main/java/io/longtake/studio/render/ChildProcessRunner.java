package io.longtake.studio.render;

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
 * Renders in a {@link RenderProcess}: foreign bytes meet native code there, and what goes wrong ends that process only.
 * One that dies without a word is followed by another, which goes on after the last whole chunk; one that takes far too
 * long is ended. Its errors are kept in {@code log.txt} of the work folder.
 */
public final class ChildProcessRunner implements RenderRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ChildProcessRunner.class);
    private static final long LOOK_MILLIS = 200;
    private static final int HEAP_MEGABYTES = 1024;
    /** Killed once may be anything, such as a machine short of memory; three times is the film's own doing. */
    private static final int LIVES = 3;

    private final Patience patience;

    /**
     * How long a render may take before it counts as hung.
     *
     * @param atLeast whatever the film's length
     * @param perLength times the film's length, on top
     */
    record Patience(Duration atLeast, int perLength) {
        Duration forFilm(Duration length) {
            return atLeast.plus(length.multipliedBy(perLength));
        }
    }

    public ChildProcessRunner() {
        // Two slow cores, shared, take twice a film's length: ten times that, and time for large photos.
        this(new Patience(Duration.ofMinutes(10), 20));
    }

    ChildProcessRunner(Patience patience) {
        this.patience = patience;
    }

    @Override
    public void run(RenderJob job, DoubleConsumer progress, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        Path jobFile = job.work().resolve("job.json");
        Files.writeString(jobFile, Json.write(RenderProcess.write(job)));
        Duration allowed = patience.forFilm(
                Duration.ofMillis(job.draft().path("m").path("length").asLong()));
        Watch watch = new Watch(progress, cancelled, allowed, System.nanoTime() + allowed.toNanos());
        for (int life = 1; ; life++) {
            Ending ending = live(jobFile, job.work().resolve("log.txt"), watch);
            if (ending.last().equals(RenderProcess.DONE)) {
                return;
            }
            if (ending.last().startsWith(RenderProcess.FAILED)) {
                throw new IOException(ending.last().substring(RenderProcess.FAILED.length()));
            }
            if (life == LIVES) {
                throw new IOException("the render process died " + LIVES + " times, the last time with status "
                        + ending.status() + " at " + watch.percent() + "%");
            }
            LOG.warn(
                    "the render process died with status {} at {}%; another goes on", ending.status(), watch.percent());
        }
    }

    /** What all lives of one render share. */
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

        /** A second life begins a little further back; that isn't shown. */
        void reached(double fraction) {
            if (fraction >= reached) {
                reached = fraction;
                progress.accept(fraction);
            }
        }

        int percent() {
            return (int) (100 * reached);
        }

        void look() throws IOException {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("cancelled on request");
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("the render was given up at " + percent() + "% after " + allowed.toSeconds()
                        + " s, the most a film of this length may take");
            }
        }
    }

    /** @param last word for the parent that isn't progress; empty when there was none */
    private record Ending(int status, String last) {}

    private static Ending live(Path jobFile, Path log, Watch watch) throws IOException, InterruptedException {
        Process process = child(jobFile)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            CompletableFuture<String> last = CompletableFuture.supplyAsync(() -> listen(process, watch));
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                watch.look();
            }
            return new Ending(
                    process.exitValue(), last.exceptionally(broken -> "").join());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** The process that renders the job in a file. */
    static ProcessBuilder child(Path jobFile) {
        ProcessBuilder child = JavaChild.builder(RenderProcess.class, HEAP_MEGABYTES, jobFile.toString());
        List<String> command = new ArrayList<>(child.command());
        // Pictures are read by columns as well as by rows: with small pages each step is a look-up.
        command.addAll(1, List.of("-XX:+UseTransparentHugePages", "-XX:-PrintWarnings"));
        return child.command(command);
    }

    /** Hears the process to its end; returns its last word that isn't progress. */
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
