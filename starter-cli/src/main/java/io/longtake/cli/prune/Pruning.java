package io.longtake.cli.prune;

import io.longtake.cli.client.VerifiedSessions;
import io.longtake.cli.home.HomeDatabase;
import io.longtake.cli.home.HomeFolder;
import io.longtake.cli.home.IntakeLock;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.prune.Contents.Possible;
import io.longtake.cli.request.RequestBook.OnFile;
import io.longtake.cli.setting.ByteSizes;
import io.longtake.studio.StudioStore;
import io.longtake.studio.database.DatabaseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Removes files that are no longer needed from the media store and the studio's folder: films that still exist at the
 * path to which they were delivered, and the media of closed sessions. Files in use by a session, a command or a
 * download are kept.
 */
public final class Pruning {
    private static final long MAX_LOG_BYTES = 1_000_000;
    /** Temporal's visibility lists lag by a few seconds. */
    private static final Duration LISTED_WITHIN = Duration.ofMinutes(1);

    private final Invocation invocation;
    private final HomeFolder home;
    private final Clock clock;

    public Pruning(Invocation invocation) {
        this(invocation, Clock.systemUTC());
    }

    Pruning(Invocation invocation, Clock clock) {
        this.invocation = invocation;
        this.home = invocation.home();
        this.clock = clock;
    }

    /**
     * Returns what {@link #prune} would remove.
     *
     * @throws CommandFailure as {@link #prune}
     */
    public Pruned plan(Retention retention) {
        return run(retention, true, Optional.empty());
    }

    /**
     * Removes the files.
     *
     * @param shown limits the removal to these files, if the user confirmed a list
     * @throws CommandFailure exit 75 if it can't be determined which files a session needs; nothing is removed in this
     *     case
     */
    public Pruned prune(Retention retention, Optional<Pruned> shown) {
        return run(retention, false, shown.map(one -> one.removed().stream()
                .map(Candidate::sha256)
                .collect(Collectors.toSet())));
    }

    private Pruned run(Retention retention, boolean dryRun, Optional<Set<String>> only) {
        var bucket = invocation.sharedState().bucket();
        if (bucket.isPresent() && retention.keepBelow().isPresent()) {
            throw CommandFailure.usage("--keep-below and retention.keep-below can't be used with the store "
                    + bucket.get().url()
                    + ", because this home does not know its size. Use --older-than or retention.older-than. store.cache"
                    + " limits the copies in this home.");
        }
        try (var studio = new OpenStudio(studio());
                var lock = new OpenLock(IntakeLock.exclusive(home))) {
            var requests = invocation.requests().recorded();
            var contents = contents(requests, studio.store());
            var notes = new ArrayList<String>();
            var possible = new ArrayList<>(contents.films());
            if (reasonToKeepUploads(contents, requests, lock).map(notes::add).isEmpty()) {
                for (var upload : contents.uploads(listed())) {
                    possible.add(new Possible(upload.since(), () -> Optional.of(upload)));
                }
            }
            possible.sort(Comparator.comparing(Possible::since));
            return new Run(contents, retention, dryRun, only, notes).over(possible);
        } catch (IOException e) {
            throw CommandFailure.of(
                    "PruneFailed",
                    "The files of this home can't be read: " + e.getMessage() + ". Nothing was removed.",
                    e);
        } catch (DatabaseException e) {
            throw CommandFailure.of(
                    "PruneFailed",
                    "The studio's database can't be read: " + e.getMessage() + ". Nothing was removed.",
                    e);
        }
    }

    /**
     * Returns the time before which all sessions are listed. A server other than the home's own may list new sessions
     * late.
     */
    private Instant listed() {
        return invocation.externalTemporal().isPresent() ? clock.instant().minus(LISTED_WITHIN) : Instant.MAX;
    }

    private record OpenStudio(Optional<StudioStore> store) implements AutoCloseable {
        @Override
        public void close() {
            store.ifPresent(StudioStore::close);
        }
    }

    private record OpenLock(Optional<IntakeLock> lock) implements AutoCloseable {
        @Override
        public void close() {
            lock.ifPresent(IntakeLock::close);
        }
    }

    private Optional<StudioStore> studio() {
        HomeDatabase.STUDIO.refuseDamaged(home, invocation.executables());
        return StudioStore.open(home.studioFolder());
    }

    private Contents contents(List<OnFile> requests, Optional<StudioStore> studio) throws IOException {
        var asked = requests.stream().map(OnFile::session).collect(Collectors.toSet());
        var store = invocation.store();
        var sessions = new VerifiedSessions(invocation)
                .every().stream()
                        .map(known -> SessionMedia.of(
                                known, store, asked.contains(known.view().spec().name())))
                        .toList();
        var awaited =
                requests.stream().flatMap(request -> request.output().stream()).toList();
        return new Contents(home.root(), store, studio, sessions, awaited);
    }

    /**
     * Returns why uploads must be kept, if so. A file that no session lists yet may be a closed session's file,
     * uploaded again.
     */
    private static Optional<String> reasonToKeepUploads(Contents contents, List<OnFile> requests, OpenLock lock) {
        if (lock.lock().isEmpty()) {
            return Optional.of("Uploaded files are kept: another command is adding files.");
        }
        if (requests.stream().anyMatch(request -> !request.queued())) {
            return Optional.of(
                    "Uploaded files are kept: a request was sent within the last hour and has no answer yet.");
        }
        return contents.knowsAllUploads()
                ? Optional.empty()
                : Optional.of("Uploaded files are kept: the file list of an open session can't be read.");
    }

    /** One pass over the removable files. */
    private final class Run {
        private final Contents contents;
        private final Retention retention;
        private final boolean dryRun;
        private final Optional<Set<String>> only;
        private final List<String> notes;
        private final List<Candidate> removed = new ArrayList<>();
        private final List<String> failures = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private long left;

        Run(Contents contents, Retention retention, boolean dryRun, Optional<Set<String>> only, List<String> notes)
                throws IOException {
            this.contents = contents;
            this.retention = retention;
            this.dryRun = dryRun;
            this.only = only;
            this.notes = notes;
            this.left = used(home);
        }

        Pruned over(List<Possible> possible) throws IOException {
            long before = left;
            for (var one : possible) {
                if (isDue(one)) {
                    var found = one.look().confirmed().filter(this::isWanted);
                    if (found.isPresent()) {
                        take(found.get());
                    }
                }
            }
            if (!dryRun) {
                contents.clearFetched();
            }
            retention
                    .keepBelow()
                    .filter(limit -> left > limit)
                    .ifPresent(limit -> notes.add("More than " + ByteSizes.readable(limit)
                            + " remains: the other files are in use, or no other copy of them exists."));
            return new Pruned(dryRun, removed, before - left, left, notes, failures);
        }

        private boolean isDue(Possible one) {
            return retention
                            .olderThan()
                            .filter(age -> one.since().isBefore(clock.instant().minus(age)))
                            .isPresent()
                    || retention.keepBelow().filter(limit -> left > limit).isPresent();
        }

        private boolean isWanted(Candidate one) {
            return one.freedBytes() > 0
                    && only.map(shown -> shown.contains(one.sha256())).orElse(true)
                    && seen.add(one.sha256());
        }

        private void take(Candidate one) {
            try {
                if (dryRun || remove(one)) {
                    removed.add(one);
                    left -= one.freedBytes();
                }
            } catch (IOException e) {
                failures.add("The " + one.kind().word() + " " + one.name() + " of " + one.session()
                        + " can't be removed: " + e.getMessage() + ".");
            }
        }

        private boolean remove(Candidate one) throws IOException {
            return one.kind() == Candidate.Kind.UPLOAD ? contents.removeUpload(one) : contents.removeFilm(one);
        }
    }

    /** Returns the disk use of the media store and of the studio's films and uploads, in bytes. */
    private static long used(HomeFolder home) throws IOException {
        return DiskUse.of(
                home.mediaFolder(),
                home.studioFolder().resolve("films"),
                home.studioFolder().resolve("media"));
    }

    /**
     * Prunes according to the settings after a job. Prints nothing and never fails; the result or the error is written
     * to {@code logs/prune.log}.
     */
    public static void afterJob(Invocation invocation) {
        var retention = Retention.of(invocation.settings());
        if (retention.isOff()) {
            return;
        }
        invocation.endIntake();
        String line;
        try {
            var pruned = new Pruning(invocation).prune(retention, Optional.empty());
            line = pruned.isEmpty() && pruned.failures().isEmpty()
                    ? ""
                    : pruned.sum()
                            + String.join(
                                    "",
                                    pruned.failures().stream()
                                            .map(why -> " " + why)
                                            .toList());
        } catch (RuntimeException e) {
            line = "Nothing was removed: " + e.getMessage();
        }
        if (!line.isEmpty()) {
            log(invocation.home().logFolder().resolve("prune.log"), line);
        }
    }

    private static void log(Path file, String line) {
        try {
            if (Files.exists(file) && Files.size(file) > MAX_LOG_BYTES) {
                Files.delete(file);
            }
            Files.writeString(
                    file,
                    Instant.now() + " " + line + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            // A log that can't be written must not fail a successful job.
        }
    }
}
