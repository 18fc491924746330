package io.longtake.cli.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.files.digest.Sha256;
import io.longtake.files.durable.Durable;
import io.longtake.files.lock.FolderLock;
import io.longtake.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The requests of commands. Each is stored on disk before it is sent, and stays until its command has reported the
 * result. A command with the same content as a recorded request resumes that request: it follows turns that are already
 * queued, or sends an unanswered request again with the same ID. The earlier command may have given up, been
 * interrupted or killed, or still run.
 *
 * <p>Each request is one file, named after the digest of its content or of its ID. The file's modification time is the
 * last heartbeat of a command that works on the request.
 */
public final class RequestBook {
    /** How long a request is kept after its last heartbeat. A later command with the same content makes a new request. */
    static final Duration KEPT = Duration.ofHours(1);

    /** The same for a request with an ID. It is kept longer, because the ID identifies the request explicitly. */
    static final Duration KEPT_NAMED = Duration.ofDays(7);

    private static final ObjectMapper JSON = Payloads.mapper();
    private static final String BY_CONTENT = "wish-";
    private static final String BY_NAME = "name-";
    private static final String NOTE = "(" + BY_CONTENT + "[0-9a-f]{64}-[0-9a-f-]{36}|" + BY_NAME + "[0-9a-f]{64})";

    private final Path folder;
    private final Clock clock;

    public RequestBook(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Finds the recorded request with this content.
     *
     * @throws CommandFailure exit 2 if the ID belongs to a request with other content; exit 75 if the requests can't be
     *     read, in which case nothing was sent
     */
    public Optional<Request> find(RequestContent content, RequestIdentity identity) {
        return withLock(() -> found(content, identity));
    }

    /**
     * Records the request, after which it may be sent. Returns the existing one if another command has recorded it
     * meanwhile.
     *
     * @param session the session's name if the request is new
     * @throws CommandFailure as {@link #find}
     */
    public Request record(RequestContent content, RequestIdentity identity, String session) {
        return record(content, identity, session, UUID.randomUUID());
    }

    /**
     * Records the answer to a question of a request. The request stays recorded until the answer's result is reported. Its
     * session receives the answer once: repeated and concurrent commands send it with the same ID.
     *
     * @param content of the answer
     * @throws CommandFailure as {@link #find}
     */
    public Request recordAnswer(Request asked, RequestContent content, RequestIdentity identity) {
        var bound = content.with("question of", asked.id());
        var key = UUID.nameUUIDFromBytes(bound.digest().getBytes(StandardCharsets.US_ASCII));
        return record(bound, identity, asked.session(), key).answering(asked);
    }

    private Request record(RequestContent content, RequestIdentity identity, String session, UUID id) {
        return withLock(() -> {
            var found = found(content, identity);
            if (found.isPresent()) {
                return found.get();
            }
            if (identity instanceof RequestIdentity.Another) {
                for (var discarded : findByContent(content)) {
                    Files.deleteIfExists(discarded);
                }
            }
            var key = id.toString();
            var name = identity instanceof RequestIdentity.Named named
                    ? Optional.of(named.id())
                    : Optional.<String>empty();
            var record = new RequestRecord(
                    key, name, content, session, clock.millis(), 1, Optional.empty(), List.of(), Optional.empty());
            var file = name.map(this::file).orElseGet(() -> folder.resolve(BY_CONTENT + content.digest() + "-" + key));
            write(file, record);
            return new Request(this, file, record, false);
        });
    }

    /**
     * A request whose result has not been reported yet.
     *
     * @param session the session that has or will have its turns
     * @param output the path of its film, if it requests one
     * @param queued whether its turns are known to be queued
     */
    public record OnFile(String session, Optional<Path> output, boolean queued) {}

    /** Returns the recorded requests without extending the time for which they are kept. */
    public List<OnFile> recorded() {
        return withLock(() -> {
            sweep();
            List<OnFile> found = new ArrayList<>();
            for (var file : notes()) {
                try {
                    var record = JSON.readValue(Files.readAllBytes(file), RequestRecord.class);
                    found.add(new OnFile(
                            record.session(),
                            Optional.ofNullable(record.content().parts().get("output"))
                                    .map(Path::of),
                            !record.queued().isEmpty()));
                } catch (NoSuchFileException | com.fasterxml.jackson.core.JacksonException e) {
                    // Reported meanwhile, or written by another version: no command of this version can resume it.
                }
            }
            return found;
        });
    }

    /** Runs the work while no other command changes the requests. */
    private <T> T withLock(FolderLock.Work<T, RuntimeException> work) {
        try {
            return FolderLock.withLock(folder, work);
        } catch (IOException e) {
            throw CommandFailure.temporary("The request can't be recorded in " + folder + " (" + e.getMessage()
                    + "), so it was not sent. Run the same command again when there is disk space.");
        }
    }

    private Optional<Request> found(RequestContent content, RequestIdentity identity) throws IOException {
        sweep();
        if (identity instanceof RequestIdentity.Named named) {
            var known = read(file(named.id()));
            if (known.isPresent()) {
                refuseDifferentContent(known.get().record(), content);
            }
            return known;
        }
        if (identity instanceof RequestIdentity.Another) {
            return Optional.empty();
        }
        for (var file : findByContent(content)) {
            var request = read(file);
            if (request.isPresent()) {
                return request;
            }
        }
        return Optional.empty();
    }

    private static void refuseDifferentContent(RequestRecord noted, RequestContent content) {
        noted.content().difference(content).ifPresent(difference -> {
            throw CommandFailure.usage("The request ID '" + noted.name().orElse("")
                    + "' belongs to another request, of " + clock(Instant.ofEpochMilli(noted.sinceMillis())) + ": "
                    + difference + ". Nothing was sent. Use another ID, or repeat the original command.");
        });
    }

    private Path file(String name) {
        return folder.resolve(BY_NAME + Sha256.of(name));
    }

    /** Returns the files with this content, latest first. */
    private List<Path> findByContent(RequestContent content) throws IOException {
        var prefix = BY_CONTENT + content.digest() + "-";
        return notes().stream()
                .filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
                .sorted(Comparator.comparing(RequestBook::lastTouched).reversed())
                .toList();
    }

    private List<Path> notes() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches(NOTE))
                    .toList();
        }
    }

    private void sweep() throws IOException {
        for (var file : notes()) {
            boolean named = String.valueOf(file.getFileName()).startsWith(BY_NAME);
            // The clock may have been set back meanwhile.
            var age = Duration.between(lastTouched(file), clock.instant()).abs();
            if (age.compareTo(named ? KEPT_NAMED : KEPT) >= 0) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Instant lastTouched(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    private Optional<Request> read(Path file) throws IOException {
        try {
            var record = JSON.readValue(Files.readAllBytes(file), RequestRecord.class);
            touch(file);
            return Optional.of(new Request(this, file, record, true));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            // Written by another version, so its content can't be read.
            Files.deleteIfExists(file);
            return Optional.empty();
        }
    }

    private void write(Path file, RequestRecord record) throws IOException {
        Durable.write(file, JSON.writeValueAsBytes(record));
        touch(file);
    }

    /** Records a heartbeat of a command that works on the request. */
    void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        } catch (IOException e) {
            // Its result was reported meanwhile, or it is kept slightly shorter.
        }
    }

    /**
     * Stores the request's current state, unless a command has reported the result meanwhile or another request has the
     * name. Does not fail: a state that can't be written is determined again when the command is repeated.
     */
    void change(Path file, RequestRecord record) {
        try {
            withLock(() -> {
                if (holds(file, record)) {
                    write(file, record);
                }
                return file;
            });
        } catch (CommandFailure e) {
            touch(file);
        }
    }

    /** Removes the request, unless another request has its ID by now. */
    void remove(Path file, RequestRecord record) {
        try {
            withLock(() -> {
                if (holds(file, record)) {
                    Files.deleteIfExists(file);
                    Durable.forceFolder(file);
                }
                return file;
            });
        } catch (CommandFailure e) {
            // The same command then reports this result once more within the hour.
        }
    }

    private static boolean holds(Path file, RequestRecord record) throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(file), RequestRecord.class)
                    .key()
                    .equals(record.key());
        } catch (NoSuchFileException | com.fasterxml.jackson.core.JacksonException e) {
            return false;
        }
    }

    Instant now() {
        return clock.instant();
    }

    /** Formats a time as "14:02", with the date if it is not today. */
    static String clock(Instant at) {
        var time = at.atZone(ZoneId.systemDefault());
        boolean today = time.toLocalDate().equals(LocalDate.now(ZoneId.systemDefault()));
        return DateTimeFormatter.ofPattern(today ? "HH:mm" : "d MMM HH:mm", Locale.ENGLISH)
                .format(time);
    }
}
