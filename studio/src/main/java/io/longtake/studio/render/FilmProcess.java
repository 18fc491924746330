package io.longtake.studio.render;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/** A running {@link PartProcess}; used by one thread at a time. */
final class FilmProcess implements AutoCloseable {
    private static final long LOOK_MILLIS = 200;
    /** Ends the list of messages; no message is empty. */
    private static final String END = "";

    private final String film;
    private final Path folder;
    private final RenderJob job;
    private final Process process;
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

    private FilmProcess(String film, Path folder, RenderJob job, Process process) {
        this.film = film;
        this.folder = folder;
        this.job = job;
        this.process = process;
    }

    static FilmProcess start(String film, Path folder, Path jobFile, RenderJob job) throws IOException {
        Process process = ChildProcessRunner.child(PartProcess.class, jobFile)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("log.txt").toFile()))
                .start();
        FilmProcess started = new FilmProcess(film, folder, job, process);
        Thread listener = new Thread(started::listen, "render-messages");
        listener.setDaemon(true);
        listener.start();
        return started;
    }

    String film() {
        return film;
    }

    RenderJob job() {
        return job;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The exit status; only after {@link #render} has reported a crash. */
    int status() {
        return process.exitValue();
    }

    /**
     * Renders one part.
     *
     * @return the process's last message; empty if it crashed
     * @throws CancellationException when {@code cancelled} returns true
     */
    Optional<String> render(
            String part, DoubleConsumer progress, BooleanSupplier cancelled, ChildProcessRunner.Timeouts timeouts)
            throws IOException, InterruptedException {
        Duration allowed = timeouts.forFilm(job.length());
        long deadline = System.nanoTime() + allowed.toNanos();
        try {
            Writer names = process.outputWriter(StandardCharsets.UTF_8);
            names.write(part + "\n");
            names.flush();
        } catch (IOException ended) {
            // The process ended itself because it had been idle, or crashed. The end of its messages follows.
        }
        while (true) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("cancelled on request");
            }
            if (System.nanoTime() > deadline) {
                throw new PartProcesses.UnrenderableException("the render was stopped after " + allowed.toSeconds()
                        + " s, the time limit for a film of this length");
            }
            String message = messages.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (message == null) {
                continue;
            }
            if (message.equals(END)) {
                process.waitFor();
                return Optional.empty();
            }
            if (!message.startsWith(RenderProcess.PROGRESS)) {
                return Optional.of(message);
            }
            progress.accept(Double.parseDouble(message.substring(RenderProcess.PROGRESS.length())));
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(RenderProcess.MARK)) {
                    messages.add(line.substring(RenderProcess.MARK.length()));
                }
            }
        } catch (IOException e) {
            // Treated like the end.
        }
        messages.add(END);
    }

    /** Kills the process and deletes its folder. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        PartProcesses.delete(folder);
    }
}
