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
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/**
 * Renders in a {@link RenderProcess}: foreign bytes meet native code there, and what goes wrong ends that process only.
 * Its errors are kept in {@code log.txt} of the work folder.
 */
public final class ChildProcessRunner implements RenderRunner {
    private static final long LOOK_MILLIS = 200;
    private static final int HEAP_MEGABYTES = 1024;

    @Override
    public void run(RenderJob job, DoubleConsumer progress, BooleanSupplier cancelled)
            throws IOException, InterruptedException {
        Path jobFile = job.work().resolve("job.json");
        Path log = job.work().resolve("log.txt");
        Files.writeString(jobFile, Json.write(RenderProcess.write(job)));
        Process process = child(jobFile)
                .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                .start();
        try {
            CompletableFuture<String> verdict = CompletableFuture.supplyAsync(() -> listen(process, progress));
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException("cancelled on request");
                }
            }
            judge(process.exitValue(), verdict.exceptionally(broken -> "").join());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** The process that renders the job in a file. */
    static ProcessBuilder child(Path jobFile) {
        return JavaChild.builder(RenderProcess.class, HEAP_MEGABYTES, jobFile.toString());
    }

    /** Hears the process to its end; returns its last word that isn't progress. */
    private static String listen(Process process, DoubleConsumer progress) {
        String last = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String word = line.startsWith(RenderProcess.MARK) ? line.substring(RenderProcess.MARK.length()) : "";
                if (word.startsWith(RenderProcess.PROGRESS)) {
                    progress.accept(Double.parseDouble(word.substring(RenderProcess.PROGRESS.length())));
                } else if (!word.isEmpty()) {
                    last = word;
                }
            }
            return last;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void judge(int exit, String last) throws IOException {
        if (exit == 0 && last.equals(RenderProcess.DONE)) {
            return;
        }
        Optional<String> why = Optional.of(last)
                .filter(line -> line.startsWith(RenderProcess.FAILED))
                .map(line -> line.substring(RenderProcess.FAILED.length()));
        throw new IOException(why.orElse("the render process ended with status " + exit));
    }
}
