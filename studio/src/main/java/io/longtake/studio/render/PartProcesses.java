package io.longtake.studio.render;

import io.longtake.files.durable.Durable;
import io.longtake.studio.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders parts of films in child processes, where native code reads untrusted files. A process works for one film only, so that a
 * file can't affect another user's film, and is kept for the film's next part. A process that crashes is replaced.
 */
public final class PartProcesses implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartProcesses.class);
    /** Older folders were left by a killed worker; no process renders one film for that long. */
    private static final Duration LEFT = Duration.ofDays(2);

    private final Path root;
    private final ChildProcessRunner.Timeouts timeouts;
    private final Deque<FilmProcess> idle = new ArrayDeque<>();

    /** @param root a folder for temporary files; other processes may use it at the same time */
    public PartProcesses(Path root) {
        this(root, ChildProcessRunner.Timeouts.USUAL);
    }

    PartProcesses(Path root, ChildProcessRunner.Timeouts timeouts) {
        this.root = root;
        this.timeouts = timeouts;
        sweep();
    }

    /** Provides the film that a process works for. */
    public interface Preparation {
        /**
         * @param folder a new folder for the job's files
         * @return the job; its output is not used
         */
        RenderJob prepare(Path folder) throws IOException;
    }

    /** A part of the film can't be rendered, by any machine. */
    public static final class UnrenderableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnrenderableException(String why) {
            super(why);
        }
    }

    /** The film has no such part in this version of the product. */
    public static final class UnknownPartException extends IOException {
        private static final long serialVersionUID = 1L;

        UnknownPartException(String part) {
            super("the film has no part " + part);
        }
    }

    /** What is done with a rendered part; the file may be moved. */
    public interface Receiver<T> {
        T receive(Path part) throws IOException;
    }

    /**
     * Renders one part.
     *
     * @param film identifies the film
     * @param progress receives the fraction done, 0 to 1
     * @param cancelled queried several times per second
     * @throws java.util.concurrent.CancellationException when {@code cancelled} returns true
     * @throws UnknownPartException when the film has no such part
     * @throws UnrenderableException when a file can't be used, or three processes crashed
     * @throws IOException when this machine can't render it now
     */
    public <T> T render(
            String film,
            Preparation preparation,
            String part,
            DoubleConsumer progress,
            BooleanSupplier cancelled,
            Receiver<T> receiver)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            FilmProcess process = take(film, preparation);
            boolean reusable = false;
            try {
                Optional<String> ending = process.render(part, progress, cancelled, timeouts);
                reusable = ending.isPresent();
                if (ending.isPresent()) {
                    return receive(ending.get(), process, part, receiver);
                }
                if (attempt == ChildProcessRunner.MAX_ATTEMPTS) {
                    throw new UnrenderableException("the render process crashed " + ChildProcessRunner.MAX_ATTEMPTS
                            + " times, the last time with status " + process.status());
                }
                LOG.warn(
                        "the render process crashed with status {} at {}; another one tries it",
                        process.status(),
                        part);
            } finally {
                if (reusable) {
                    keep(process);
                } else {
                    process.close();
                }
            }
        }
    }

    private static <T> T receive(String ending, FilmProcess process, String part, Receiver<T> receiver)
            throws IOException {
        if (ending.equals(RenderProcess.DONE)) {
            return receiver.receive(process.job().work().resolve(part));
        }
        if (ending.equals(PartProcess.UNKNOWN)) {
            throw new UnknownPartException(part);
        }
        if (ending.startsWith(RenderProcess.FAILED)) {
            throw new UnrenderableException(ending.substring(RenderProcess.FAILED.length()));
        }
        throw new IOException(ending.substring(PartProcess.TROUBLE.length()));
    }

    private FilmProcess take(String film, Preparation preparation) throws IOException {
        synchronized (idle) {
            for (Iterator<FilmProcess> all = idle.iterator(); all.hasNext(); ) {
                FilmProcess process = all.next();
                if (!process.isAlive()) {
                    all.remove();
                    process.close();
                } else if (process.film().equals(film)) {
                    all.remove();
                    return process;
                }
            }
            // An idle process of another film would keep its memory.
            FilmProcess other = idle.poll();
            if (other != null) {
                other.close();
            }
        }
        Path folder = Files.createDirectories(root.resolve(UUID.randomUUID().toString()));
        try {
            RenderJob job = preparation.prepare(folder);
            Path file = folder.resolve("job.json");
            Files.writeString(file, Json.write(job.json()));
            return FilmProcess.start(film, folder, file, job);
        } catch (IOException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    private void keep(FilmProcess process) {
        synchronized (idle) {
            idle.push(process);
        }
    }

    private void sweep() {
        Instant limit = Instant.now().minus(LEFT);
        try {
            Durable.createFolders(root);
            try (Stream<Path> left = Files.list(root)) {
                for (Path folder : left.toList()) {
                    if (Files.getLastModifiedTime(folder).toInstant().isBefore(limit)) {
                        delete(folder);
                    }
                }
            }
        } catch (IOException e) {
            LOG.warn("{} can't be cleaned up: {}", root, e.getMessage());
        }
    }

    /** Deletes a folder; links are deleted, not followed. */
    static void delete(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> all = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : all) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.warn("{} can't be deleted: {}", folder, e.getMessage());
        }
    }

    /** Ends the idle processes. */
    @Override
    public void close() {
        synchronized (idle) {
            idle.forEach(FilmProcess::close);
            idle.clear();
        }
    }
}
