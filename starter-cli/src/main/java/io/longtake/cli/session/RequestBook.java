package io.longtake.cli.session;

import io.longtake.cli.CommandFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Requests that are on their way: written down before they are sent, taken out when they are answered or refused. A command
 * that finds its very wish in here, left by one that gave up, was interrupted or was killed, uses that request's id again;
 * the session then answers instead of doing it a second time.
 *
 * <p>A wish is one file, {@code <digest of the wish>-<request id>}, holding when it was sent last and the session's name. It is locked as long as its
 * command lives, so that two commands that want the same at the same moment are two wishes.
 */
public final class RequestBook {
    /** Whoever comes later than that means it anew: sessions remember so many requests, not all. */
    static final Duration KEPT = Duration.ofHours(1);

    private static final Object GATE = new Object();
    /** Locks are the process's: a second channel to a file, closed, would take them away. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Clock clock;
    private final Consumer<Instant> found;

    /** @param found told when a request is found again, with the time of its last sending */
    public RequestBook(Path folder, Clock clock, Consumer<Instant> found) {
        this.folder = folder;
        this.clock = clock;
        this.found = found;
    }

    /**
     * Writes the wish down, or finds it.
     *
     * @param wish all that makes it this wish and no other
     * @param session what the session is called, if the wish is a new one
     * @throws CommandFailure exit 75, when it can't be written; nothing has been sent then
     */
    public Entry open(String wish, String session) {
        try {
            Files.createDirectories(folder);
            synchronized (GATE) {
                try (var gate = FileChannel.open(
                                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var lock = gate.lock()) {
                    assert lock.isValid();
                    return claim(Sha256.of(wish), session);
                }
            }
        } catch (IOException e) {
            throw CommandFailure.temporary("The request can't be noted in " + folder + " (" + e.getMessage()
                    + "), so it was not sent. Give the same command again when there is room.");
        }
    }

    private Entry claim(String digest, String session) throws IOException {
        for (var file : left()) {
            var taken = take(file);
            if (taken.isEmpty()) {
                continue;
            }
            var entry = taken.get();
            if (!isYoung(entry.sent)) {
                entry.answered();
            } else if (!file.getFileName().toString().startsWith(digest + "-")) {
                entry.close();
            } else {
                // What is sent once more may be taken by the session as late as that.
                entry.sentAgain(clock.instant());
                found.accept(entry.sent);
                return entry;
            }
        }
        var id = UUID.randomUUID().toString();
        var file = folder.resolve(digest + "-" + id);
        var next = folder.resolve("next");
        Files.writeString(next, millis(clock.instant()) + " " + session + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        return take(file).orElseThrow(() -> new IOException(file + " is gone at once"));
    }

    private List<Path> left() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{64}-[0-9a-f-]{36}"))
                    .sorted()
                    .toList();
        }
    }

    /** Nothing, where the command that wrote it still waits for its answer. */
    private static Optional<Entry> take(Path file) throws IOException {
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        var channel = Optional.<FileChannel>empty();
        var taken = Optional.<Entry>empty();
        try {
            channel = Optional.of(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
            if (channel.get().tryLock() != null) {
                taken = read(file, channel.get());
            }
            return taken;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } finally {
            if (taken.isEmpty()) {
                HELD.remove(file);
                if (channel.isPresent()) {
                    channel.get().close();
                }
            }
        }
    }

    /** Through the channel: to open and close the file a second time would take the lock away. */
    private static Optional<Entry> read(Path file, FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(200);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
        var words = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                .strip()
                .split(" ", 2);
        // Answered ones are deleted before they are unlocked: what has its name now is still on its way.
        return Files.exists(file) && words.length == 2 && words[0].matches("\\d{13}")
                ? Optional.of(new Entry(file, channel, words[1], Instant.ofEpochMilli(Long.parseLong(words[0]))))
                : Optional.empty();
    }

    /** Always of the same length, so that a later time is written over an earlier one. */
    private static String millis(Instant at) {
        return String.format(Locale.ROOT, "%013d", at.toEpochMilli());
    }

    /** By a clock that may have been set back meanwhile. */
    private boolean isYoung(Instant sent) {
        return Duration.between(sent, clock.instant()).abs().compareTo(KEPT) < 0;
    }

    /** One request on its way. Closed without an answer it stays, to be found. */
    public static final class Entry implements AutoCloseable {
        private final Path file;
        private final FileChannel channel;
        private final String session;
        private final Instant sent;

        private Entry(Path file, FileChannel channel, String session, Instant sent) {
            this.file = file;
            this.channel = channel;
            this.session = session;
            this.sent = sent;
        }

        /** Under which the session knows the request. */
        public String id() {
            return file.getFileName().toString().substring(65);
        }

        /** As the session was called when the wish was first made. */
        public String session() {
            return session;
        }

        private void sentAgain(Instant at) throws IOException {
            channel.write(ByteBuffer.wrap(millis(at).getBytes(StandardCharsets.US_ASCII)), 0);
        }

        /** Whatever the answer was: the same wish is a new one from now on. */
        public void answered() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // Then the same command within the hour gets this answer once more.
            }
            close();
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                // The lock goes with the process.
            } finally {
                HELD.remove(file);
            }
        }
    }
}
