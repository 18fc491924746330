package io.longtake.media.guard;

import io.longtake.files.durable.Durable;
import io.longtake.media.MediaException;
import io.longtake.media.MediaException.Reason;
import io.longtake.media.intake.MediaFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Inspects files in a child process, so that a decompression bomb or a malformed file ends that process and not this
 * one. The child starts with the first file, which takes about a second, and handles further files until it has been
 * idle for half a minute. A file that crashes the child is refused; a new child handles the next files. Safe for use by
 * several threads; tasks run one at a time.
 */
public final class DecodeGuard implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(45);
    private static final int MAX_STARTS = 3;

    /** Starts a child process. */
    interface Starter {
        DecodeProcess start() throws IOException;
    }

    private final Duration limit;
    private final Starter starter;
    private @Nullable DecodeProcess child;

    public DecodeGuard() {
        this(LIMIT);
    }

    /** @param limit time for one file, including the start of the process */
    public DecodeGuard(Duration limit) {
        this(limit, DecodeProcess::start);
    }

    DecodeGuard(Duration limit, Starter starter) {
        this.limit = limit;
        this.starter = starter;
    }

    /**
     * Inspects one file. Stills are decoded completely; of videos and sounds the header, the ends of each track and a
     * few pictures are read.
     *
     * @throws MediaException if the file can't be used; the message is a sentence that names the file and the problem
     * @throws IOException if files can't be inspected on this machine at all
     */
    public MediaFacts probe(Path file) throws IOException {
        String answer = run(DecodeChild.PROBE, file, file);
        try {
            return FactsCodec.read(answer);
        } catch (IOException e) {
            throw new MediaException(Reason.INTERNAL, file.getFileName() + " could not be inspected", e);
        }
    }

    /**
     * Inspects several files and returns the results in their order. A file that can't be used doesn't prevent the
     * inspection of the others.
     *
     * @throws IOException if files can't be inspected on this machine at all
     */
    public List<IntakeVerdict> probeAll(List<Path> files) throws IOException {
        List<IntakeVerdict> verdicts = new ArrayList<>();
        for (Path file : files) {
            verdicts.add(verdict(file));
        }
        return List.copyOf(verdicts);
    }

    private IntakeVerdict verdict(Path file) throws IOException {
        try {
            return new IntakeVerdict.Usable(file, probe(file));
        } catch (MediaException e) {
            return new IntakeVerdict.Refused(file, e.reason(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Writes {@code photo}, rotated according to its orientation, as a JPEG of high quality without metadata. The file
     * appears complete or not at all.
     */
    public void toJpeg(Path photo, Path jpeg) throws IOException {
        Path part = Files.createTempFile(jpeg.toAbsolutePath().getParent(), "photo-", ".part");
        try {
            run(DecodeChild.JPEG, photo, part);
            // Not synced: the file is a copy of the photo and can be recreated.
            Durable.moveUnsynced(part, jpeg);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private String run(String task, Path file, Path result) throws IOException {
        if (!Files.exists(file)) {
            throw new MediaException(Reason.UNSUPPORTED, file.getFileName() + " does not exist");
        }
        if (!Files.isRegularFile(file)) {
            // Reading a pipe or a device may never end.
            throw new MediaException(Reason.UNSUPPORTED, file.getFileName() + " is not a regular file");
        }
        if (!Files.isReadable(file)) {
            throw new MediaException(Reason.UNSUPPORTED, file.getFileName() + " is not readable for this user");
        }
        String line =
                task + " " + DecodeChild.word(file.toAbsolutePath()) + " " + DecodeChild.word(result.toAbsolutePath());
        try {
            return judge(ask(line, file), file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("inspecting " + file.getFileName() + " was interrupted", e);
        }
    }

    private synchronized String ask(String line, Path file) throws IOException, InterruptedException {
        for (int start = 0; start < MAX_STARTS; start++) {
            DecodeProcess open = child;
            boolean fresh = open == null;
            if (open == null) {
                open = starter.start();
                child = open;
            }
            try {
                Optional<String> answer = open.ask(line, limit);
                if (answer.isEmpty()) {
                    stop();
                    throw new MediaException(
                            Reason.TOO_EXPENSIVE,
                            file.getFileName() + " takes longer than " + limit.toSeconds() + " s to read");
                }
                return answer.get();
            } catch (InterruptedException e) {
                // Stop the child before another thread sends a task: the pending answer belongs to this file.
                stop();
                throw e;
            } catch (DecodeProcess.Ended ended) {
                stop();
                // An earlier file may have caused the crash of a child that was used before; only the crash of a new
                // child is attributed to this file.
                boolean itself = fresh && !ended.idle() && !ended.fromOutside();
                if (itself || start == MAX_STARTS - 1) {
                    throw ended.of(file);
                }
            }
        }
        throw new IOException("no process to inspect " + file.getFileName() + " can be started");
    }

    private static String judge(String answer, Path file) throws MediaException {
        String[] words = answer.split(" ", -1);
        if (words[0].equals(DecodeChild.DONE) && words.length == 2) {
            return words[1];
        }
        try {
            if (words[0].equals(DecodeChild.REFUSED) && words.length == 3) {
                throw new MediaException(Reason.valueOf(words[1]), DecodeChild.text(words[2]));
            }
        } catch (IllegalArgumentException noSuchReason) {
            // Reported below.
        }
        throw new MediaException(Reason.INTERNAL, file.getFileName() + " could not be inspected");
    }

    /** Stops the child if one is running. */
    private synchronized void stop() {
        DecodeProcess open = child;
        if (open != null) {
            open.close();
            child = null;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
