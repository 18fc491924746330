package io.longtake.cli.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.files.digest.Sha256;
import io.longtake.files.durable.Durable;
import io.longtake.files.lock.FolderLock;
import io.longtake.workflows.payload.Payloads;
import java.io.IOException;
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
 * The requests of commands: each is on the disk before it is sent, and stays until its command has told how it ended. A command
 * that finds its own wish in here, left by one that gave up, was interrupted or was killed, or held by one that still runs, is
 * about the same request: it follows the turns that are queued already, or sends what has no answer under the same id again.
 *
 * <p>A request is one file, named by its wish or by its id from outside. The time of the file's last change is the last sign of
 * life of a command that is about it.
 */
public final class RequestBook {
    /** Whoever comes later than that means it anew. */
    static final Duration KEPT = Duration.ofHours(1);

    /** An id from outside says by itself that the same is meant. */
    static final Duration KEPT_NAMED = Duration.ofDays(7);

    private static final ObjectMapper JSON = Payloads.mapper();
    private static final String BY_WISH = "wish-";
    private static final String BY_NAME = "name-";
    private static final String NOTE = "(" + BY_WISH + "[0-9a-f]{64}-[0-9a-f-]{36}|" + BY_NAME + "[0-9a-f]{64})";

    private final Path folder;
    private final Clock clock;

    public RequestBook(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * The request that is on file for this wish.
     *
     * @throws CommandFailure exit 2, when the id from outside names a request for something else; exit 75, when the book can't
     *     be read: nothing has been sent then
     */
    public Optional<Request> find(RequestContent wish, RequestIdentity identity) {
        return alone(() -> found(wish, identity));
    }

    /**
     * Puts the wish on file; from then on it may be sent. One that came on file meanwhile is found.
     *
     * @param session what the session is called, if the request is a new one
     * @throws CommandFailure as {@link #find}
     */
    public Request note(RequestContent wish, RequestIdentity identity, String session) {
        return alone(() -> {
            var found = found(wish, identity);
            if (found.isPresent()) {
                return found.get();
            }
            if (identity instanceof RequestIdentity.Another) {
                for (var disowned : ofWish(wish)) {
                    Files.deleteIfExists(disowned);
                }
            }
            var key = UUID.randomUUID().toString();
            var name = identity instanceof RequestIdentity.Named named
                    ? Optional.of(named.id())
                    : Optional.<String>empty();
            var note = new RequestRecord(
                    key, name, wish, session, clock.millis(), 1, Optional.empty(), List.of(), Optional.empty());
            var file = name.map(this::file).orElseGet(() -> folder.resolve(BY_WISH + wish.digest() + "-" + key));
            write(file, note);
            return new Request(this, file, note, false);
        });
    }

    /**
     * A request whose end nobody was told yet.
     *
     * @param session which has its turns, or will have
     * @param output where its film goes, if it asks for one
     * @param queued whether its turns are known to be queued
     */
    public record OnFile(String session, Optional<Path> output, boolean queued) {}

    /** The requests on file, looked at without a sign of life. */
    public List<OnFile> onFile() {
        return alone(() -> {
            sweep();
            List<OnFile> found = new ArrayList<>();
            for (var file : notes()) {
                try {
                    var note = JSON.readValue(Files.readAllBytes(file), RequestRecord.class);
                    found.add(new OnFile(
                            note.session(),
                            Optional.ofNullable(note.wish().parts().get("output"))
                                    .map(Path::of),
                            !note.queued().isEmpty()));
                } catch (NoSuchFileException | com.fasterxml.jackson.core.JacksonException e) {
                    // Told meanwhile, or another version's: no command of this one finds it.
                }
            }
            return found;
        });
    }

    /** What is done while no other command changes the book. */
    private <T> T alone(FolderLock.Work<T, RuntimeException> work) {
        try {
            return FolderLock.alone(folder, work);
        } catch (IOException e) {
            throw CommandFailure.temporary("The request can't be noted in " + folder + " (" + e.getMessage()
                    + "), so it was not sent. Give the same command again when there is room.");
        }
    }

    private Optional<Request> found(RequestContent wish, RequestIdentity identity) throws IOException {
        sweep();
        if (identity instanceof RequestIdentity.Named named) {
            var known = read(file(named.id()));
            if (known.isPresent()) {
                refuseAnother(known.get().note(), wish);
            }
            return known;
        }
        if (identity instanceof RequestIdentity.Another) {
            return Optional.empty();
        }
        for (var file : ofWish(wish)) {
            var request = read(file);
            if (request.isPresent()) {
                return request;
            }
        }
        return Optional.empty();
    }

    private static void refuseAnother(RequestRecord noted, RequestContent wish) {
        noted.wish().difference(wish).ifPresent(difference -> {
            throw CommandFailure.usage("The id '" + noted.name().orElse("") + "' names another request, of "
                    + clock(Instant.ofEpochMilli(noted.sinceMillis())) + ": " + difference
                    + ". Nothing was sent. Use another id, or repeat the command as it was.");
        });
    }

    private Path file(String name) {
        return folder.resolve(BY_NAME + Sha256.of(name));
    }

    /** The latest first. */
    private List<Path> ofWish(RequestContent wish) throws IOException {
        var prefix = BY_WISH + wish.digest() + "-";
        return notes().stream()
                .filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
                .sorted(Comparator.comparing(RequestBook::lastSign).reversed())
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
            // By a clock that may have been set back meanwhile.
            var age = Duration.between(lastSign(file), clock.instant()).abs();
            if (age.compareTo(named ? KEPT_NAMED : KEPT) >= 0) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Instant lastSign(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    private Optional<Request> read(Path file) throws IOException {
        try {
            var note = JSON.readValue(Files.readAllBytes(file), RequestRecord.class);
            touch(file);
            return Optional.of(new Request(this, file, note, true));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            // Another version's: what it was about can't be told.
            Files.deleteIfExists(file);
            return Optional.empty();
        }
    }

    private void write(Path file, RequestRecord note) throws IOException {
        Durable.write(file, JSON.writeValueAsBytes(note));
        touch(file);
    }

    /** A sign of life of a command that is about the request. */
    void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        } catch (IOException e) {
            // Its end was told meanwhile, or its hour is a little shorter.
        }
    }

    /**
     * Writes what is known of a request by now, unless a command has told its end meanwhile, or another request has its name.
     *
     * @throws CommandFailure never: what can't be written is found out again by whoever repeats the command
     */
    void change(Path file, RequestRecord note) {
        try {
            alone(() -> {
                if (holds(file, note)) {
                    write(file, note);
                }
                return file;
            });
        } catch (CommandFailure e) {
            touch(file);
        }
    }

    /** Takes a note off the file, unless another request has taken its name from outside meanwhile. */
    void remove(Path file, RequestRecord note) {
        try {
            alone(() -> {
                if (holds(file, note)) {
                    Files.deleteIfExists(file);
                    Durable.forceFolder(file);
                }
                return file;
            });
        } catch (CommandFailure e) {
            // Then the same command within the hour is told this end once more.
        }
    }

    private static boolean holds(Path file, RequestRecord note) throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(file), RequestRecord.class)
                    .key()
                    .equals(note.key());
        } catch (NoSuchFileException | com.fasterxml.jackson.core.JacksonException e) {
            return false;
        }
    }

    Instant now() {
        return clock.instant();
    }

    /** "14:02", with the day where it isn't today. */
    static String clock(Instant at) {
        var time = at.atZone(ZoneId.systemDefault());
        boolean today = time.toLocalDate().equals(LocalDate.now(ZoneId.systemDefault()));
        return DateTimeFormatter.ofPattern(today ? "HH:mm" : "d MMM HH:mm", Locale.ENGLISH)
                .format(time);
    }
}
