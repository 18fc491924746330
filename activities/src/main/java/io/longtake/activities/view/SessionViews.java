package io.longtake.activities.view;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.files.durable.Durable;
import io.longtake.files.lock.FolderLock;
import io.longtake.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a home that hold the views of its sessions: {@code views/NAME.json}, readable by the owner only, replaced
 * atomically. A file {@code NAME.changing} exists from the moment a worker takes a task of the session until a view is written that
 * includes the result of the task. Safe for concurrent use by several processes.
 */
public final class SessionViews {
    /** The suffix of a view's file name. */
    public static final String VIEW = ".json";

    private static final String CHANGING = ".changing";

    /** The names that the commands allow. A workflow started by other means can have any id, which must not become a path. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private final Path folder;
    private final Clock clock;
    private final ObjectMapper mapper = Payloads.mapper();

    SessionViews(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    public static SessionViews ofHome(Path home) {
        return new SessionViews(home.resolve("views"), Clock.systemUTC());
    }

    /** Thrown for a view that exists but can't be read. */
    public static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreadable(Path file, String why) {
            super(file + " " + why);
        }
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * @return the view; empty if no worker has written one
     * @throws Unreadable with the reason as the end of a sentence that begins with the file's name
     */
    public Optional<StoredView> read(String name) throws IOException {
        return isName(name) ? read(folder.resolve(name + VIEW)) : Optional.empty();
    }

    private Optional<StoredView> read(Path file) throws IOException {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            int version = mapper.readTree(content).path("version").asInt();
            if (version != StoredView.VERSION) {
                throw new Unreadable(
                        file, "has version " + version + "; this Longtake reads version " + StoredView.VERSION);
            }
            return Optional.of(mapper.readValue(content, StoredView.class));
        } catch (Unreadable e) {
            throw e;
        } catch (IOException e) {
            throw new Unreadable(file, "is damaged");
        }
    }

    /**
     * All views, in no particular order.
     *
     * @throws Unreadable for the first one that can't be read
     */
    public List<StoredView> all() throws IOException {
        List<StoredView> found = new ArrayList<>();
        for (String name : names(VIEW)) {
            read(name).ifPresent(found::add);
        }
        return found;
    }

    /**
     * Writes a view, unless the stored one was verified later: if two workers write, the slower one must not restore an older
     * state.
     *
     * @return whether it was written
     */
    public boolean write(StoredView view) throws IOException {
        return isName(view.name())
                && FolderLock.withLock(folder, () -> {
                    if (isOlderThanStored(view)) {
                        return false;
                    }
                    Durable.write(folder.resolve(view.name() + VIEW), mapper.writeValueAsBytes(view));
                    return true;
                });
    }

    private boolean isOlderThanStored(StoredView view) throws IOException {
        try {
            return read(view.name())
                    // A view from the future was written before the clock was set back.
                    .filter(there -> !there.verifiedAt().isAfter(clock.instant()))
                    .filter(there -> there.verifiedAt().isAfter(view.verifiedAt()))
                    .isPresent();
        } catch (Unreadable e) {
            return false;
        }
    }

    /** Deletes a session's view. */
    void remove(String name) throws IOException {
        if (isName(name)) {
            Files.deleteIfExists(folder.resolve(name + VIEW));
        }
    }

    /**
     * Marks the session's view as possibly outdated. If this worker does not write a newer view, the next one verifies it when it
     * starts.
     */
    public void markChanging(String name) throws IOException {
        if (!isName(name)) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Files.createFile(folder.resolve(name + CHANGING));
        } catch (FileAlreadyExistsException e) {
            // It is already marked.
        }
    }

    /** Whether the session has changed or is changing, and its view does not include the change. */
    public boolean isChanging(String name) {
        return isName(name) && Files.exists(folder.resolve(name + CHANGING));
    }

    void clearChanging(String name) throws IOException {
        if (isName(name)) {
            Files.deleteIfExists(folder.resolve(name + CHANGING));
        }
    }

    /** The names of the marked sessions. */
    public List<String> changing() throws IOException {
        return names(CHANGING);
    }

    private List<String> names(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(ending))
                    .map(file -> file.substring(0, file.length() - ending.length()))
                    .filter(SessionViews::isName)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException nothingYet) {
            return List.of();
        }
    }
}
