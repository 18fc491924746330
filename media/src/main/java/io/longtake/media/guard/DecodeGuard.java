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
 * Looks at files in a child process: a bomb or a broken file ends that process, not this one. The child is started with the first file, about
 * a second, and stays for the next ones until it has had nothing to do for half a minute. A file that breaks it is refused; a new child goes
 * on. Safe for use by several threads, which take turns.
 */
public final class DecodeGuard implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(45);
    private static final int MOST_STARTS = 3;

    /** How a child is started. */
    interface Starter {
        DecodeProcess start() throws IOException;
    }

    private final Duration limit;
    private final Starter starter;
    private @Nullable DecodeProcess child;

    public DecodeGuard() {
        this(LIMIT);
    }

    /** @param limit what one file may take, the process's start included */
    public DecodeGuard(Duration limit) {
        this(limit, DecodeProcess::start);
    }

    DecodeGuard(Duration limit, Starter starter) {
        this.limit = limit;
        this.starter = starter;
    }

    /**
     * Says what a file is. Stills are decoded whole; of videos and sounds the header, the ends of each track, and a few pictures.
     *
     * @throws MediaException a sentence that names the file and says what is wrong with it
     * @throws IOException when files can't be looked at here at all
     */
    public MediaFacts probe(Path file) throws IOException {
        String answer = run(DecodeChild.PROBE, file, file);
        try {
            return FactsCodec.read(answer);
        } catch (IOException e) {
            throw new MediaException(Reason.INTERNAL, file.getFileName() + " could not be looked at", e);
        }
    }

    /**
     * Says what each file is, in their order; one that can't be used doesn't keep the others from being looked at.
     *
     * @throws IOException when files can't be looked at here at all
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

    /** Writes {@code photo}, upright, as a JPEG of high quality without metadata; whole or not at all. */
    public void toJpeg(Path photo, Path jpeg) throws IOException {
        Path part = Files.createTempFile(jpeg.toAbsolutePath().getParent(), "photo-", ".part");
        try {
            run(DecodeChild.JPEG, photo, part);
            // A copy of the photo, made again whenever it is wanted.
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
            // A pipe or a device never ends.
            throw new MediaException(Reason.UNSUPPORTED, file.getFileName() + " is not a regular file");
        }
        if (!Files.isReadable(file)) {
            throw new MediaException(Reason.UNSUPPORTED, file.getFileName() + " may not be read by this user");
        }
        String line =
                task + " " + DecodeChild.word(file.toAbsolutePath()) + " " + DecodeChild.word(result.toAbsolutePath());
        try {
            return judge(ask(line, file), file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("looking at " + file.getFileName() + " was interrupted", e);
        }
    }

    private synchronized String ask(String line, Path file) throws IOException, InterruptedException {
        for (int start = 0; start < MOST_STARTS; start++) {
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
                // Before another thread asks: the answer that is on its way belongs to this file.
                stop();
                throw e;
            } catch (DecodeProcess.Ended ended) {
                stop();
                // What broke a child that had read other files before may be theirs: only a fresh one is believed.
                boolean itself = fresh && !ended.idle() && !ended.fromOutside();
                if (itself || start == MOST_STARTS - 1) {
                    throw ended.of(file);
                }
            }
        }
        throw new IOException("no process to look at " + file.getFileName() + " can be started");
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
            // Told below.
        }
        throw new MediaException(Reason.INTERNAL, file.getFileName() + " could not be looked at");
    }

    /** Ends the child, if there is one. */
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
