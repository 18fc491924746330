package io.longtake.activities.worker;

import io.longtake.activities.render.FetchedFilms;
import io.longtake.activities.view.SessionViews;
import io.longtake.workflows.session.SessionPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes files that dead workers left in a home and that are no longer needed. */
final class Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    /**
     * The maximum age of records of sent messages. The server retains closed workflows for 90 days, and a message of a workflow
     * that it has deleted can't be scheduled again.
     */
    private static final Duration INTENTS = Duration.ofDays(180);

    /** The maximum age of partial downloads and of files on their way into the store. No download is tried for that long. */
    private static final Duration PARTS = Duration.ofDays(7);

    /**
     * The maximum age of views of closed sessions; longer than the server retains the sessions. Views of open sessions are kept.
     */
    private static final Duration CLOSED_VIEWS = Duration.ofDays(120);

    private final Path home;
    private final Clock clock;

    Housekeeping(Path home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    /** @return the number of deleted files; a file that can't be deleted is left in place */
    int cleanUp() {
        int gone = removed(home.resolve("intents"), INTENTS, file -> true)
                + removed(home.resolve("downloads"), PARTS, Housekeeping::isLeftover)
                + removed(home.resolve("media").resolve("incoming"), PARTS, Housekeeping::isLeftover)
                + removed(home.resolve("views"), CLOSED_VIEWS, this::isOfAClosedSession);
        if (gone > 0) {
            LOG.info("Removed {} old records and partial files.", gone);
        }
        return gone;
    }

    private boolean isOfAClosedSession(Path view) {
        String file = String.valueOf(view.getFileName());
        if (!file.endsWith(SessionViews.VIEW)) {
            return false;
        }
        try {
            return SessionViews.ofHome(home)
                    .read(file.substring(0, file.length() - SessionViews.VIEW.length()))
                    .filter(stored -> stored.view().phase() == SessionPhase.CLOSED)
                    .isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean isLeftover(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".part")
                || name.endsWith(".part.version")
                || name.endsWith(".lock")
                || name.endsWith(FetchedFilms.NOTE);
    }

    private int removed(Path folder, Duration age, Predicate<Path> which) {
        Instant limit = clock.instant().minus(age);
        try (Stream<Path> files = Files.list(folder)) {
            // The age is looked at first, because a view has to be read.
            return (int) files.filter(file -> isOlder(file, limit) && which.test(file) && isRemoved(file))
                    .count();
        } catch (NoSuchFileException nothingYet) {
            return 0;
        } catch (IOException e) {
            LOG.warn("Can't clean up {}.", folder, e);
            return 0;
        }
    }

    private static boolean isOlder(Path file, Instant limit) {
        try {
            return Files.isRegularFile(file)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(limit);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isRemoved(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} can't be removed.", file, e);
            return false;
        }
    }
}
