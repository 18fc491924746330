package io.longtake.cli.client;

import io.longtake.activities.view.SessionViews;
import io.longtake.activities.view.StoredView;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.process.Service;
import io.longtake.cli.session.NearNames;
import io.longtake.cli.setting.Durations;
import io.longtake.workflows.session.SessionPhase;
import io.longtake.workflows.session.SessionStatus;
import io.longtake.workflows.session.SessionView;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Sessions for read-only commands: as the home's worker last verified them, without a query and without starting a process. If
 * the Temporal server is not the home's own, its sessions are queried, which changes nothing either.
 */
public final class VerifiedSessions {
    /** A change in progress takes 20 ms on an idle machine. */
    private static final Duration CHANGE_LIMIT = Duration.ofSeconds(3);

    private static final long LOOK_MILLIS = 25;

    private final Invocation invocation;
    private final SessionViews views;

    public VerifiedSessions(Invocation invocation) {
        this.invocation = invocation;
        this.views = SessionViews.ofHome(invocation.home().root());
    }

    /** @param verifiedAt when the session reported this view */
    public record Known(SessionView view, Instant verifiedAt) {}

    /**
     * A session in a list.
     *
     * @param status a value of {@link SessionStatus}, or {@code open} if a server that is not the home's own does not report more
     * @param backend empty if a server that is not the home's own does not report it
     * @param changed the time of the last known change
     * @param view empty if the server is not the home's own: its sessions are listed without a query to each
     */
    public record Listed(
            String name,
            String status,
            Optional<String> backend,
            Instant started,
            Instant changed,
            Instant verifiedAt,
            Optional<SessionView> view) {
        static Listed of(StoredView stored) {
            var view = stored.view();
            return new Listed(
                    stored.name(),
                    SessionStatus.of(view.phase(), view.turns()).word(),
                    Optional.of(view.spec().origin()),
                    stored.started(),
                    stored.verifiedAt(),
                    stored.verifiedAt(),
                    Optional.of(view));
        }

        static Listed of(Sessions.Listed asked, Instant now) {
            return new Listed(
                    asked.name(),
                    asked.status().map(SessionStatus::word).orElse("open"),
                    asked.backend(),
                    asked.started(),
                    asked.changed().orElse(asked.started()),
                    now,
                    Optional.empty());
        }
    }

    private static final Comparator<Listed> LATEST_FIRST =
            Comparator.comparing(Listed::changed).reversed().thenComparing(Listed::name);

    /**
     * One session.
     *
     * @throws CommandFailure exit 3, when the session is unknown; exit 75, when a server that is not the home's own does not
     *     answer
     */
    public Known find(String name) {
        if (invocation.externalTemporal().isPresent()) {
            try (var access = SessionAccess.reading(invocation, EnumSet.of(Service.SERVER, Service.WORKER))) {
                var asked = Instant.now();
                return new Known(access.sessions().view(name), asked);
            }
        }
        awaitChange(name);
        var stored = stored(name)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.NOT_FOUND,
                        NoSuchSession.TYPE,
                        "No session named '" + name + "' is recorded in this home." + NearNames.question(name, names())
                                + " `longtake sessions` lists all sessions."));
        printAge(stored.verifiedAt());
        return new Known(stored.view(), stored.verifiedAt());
    }

    /**
     * A session that would be continued by a command that names it.
     *
     * @return empty if there is none
     * @throws CommandFailure if it can't be read at the moment, so that it is unknown whether there is one
     */
    public Optional<SessionView> open(Optional<String> name) {
        return name.flatMap(this::current).filter(view -> view.phase() != SessionPhase.CLOSED);
    }

    private Optional<SessionView> current(String name) {
        if (invocation.externalTemporal().isPresent()) {
            try {
                return Optional.of(find(name).view());
            } catch (CommandFailure e) {
                if (e.exitCode() == ExitCode.NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        }
        awaitChange(name);
        return stored(name).map(StoredView::view);
    }

    /** The names of all sessions of this home; none if they can't be read. */
    public List<String> names() {
        try {
            return views.all().stream().map(StoredView::name).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private Optional<StoredView> stored(String name) {
        try {
            return views.read(name);
        } catch (IOException e) {
            throw unreadable(Optional.of(name), e);
        }
    }

    /** The sessions, the most recently changed first. */
    public List<Listed> all() {
        if (invocation.externalTemporal().isPresent()) {
            try (var access = SessionAccess.reading(invocation, EnumSet.of(Service.SERVER))) {
                var asked = Instant.now();
                return access.sessions().list().stream()
                        .map(one -> Listed.of(one, asked))
                        .sorted(LATEST_FIRST)
                        .toList();
            }
        }
        try {
            views.changing().forEach(this::awaitChange);
            var found =
                    views.all().stream().map(Listed::of).sorted(LATEST_FIRST).toList();
            found.stream()
                    .map(Listed::verifiedAt)
                    .max(Comparator.naturalOrder())
                    .ifPresent(this::printAge);
            return found;
        } catch (IOException e) {
            throw unreadable(Optional.empty(), e);
        }
    }

    /**
     * Every session with all that is known of it, for a command that removes unused data: the list must be complete.
     *
     * @return for a closed session, with the time at which it was closed
     * @throws CommandFailure exit 75, when a session has changed and its view was not written, or when it can't be queried
     */
    public List<Known> every() {
        if (invocation.externalTemporal().isPresent()) {
            try (var access = SessionAccess.reading(invocation, EnumSet.of(Service.SERVER, Service.WORKER))) {
                return access.sessions().list().stream()
                        .flatMap(one -> asked(access, one).stream())
                        .toList();
            }
        }
        try {
            for (var name : views.changing()) {
                awaitChange(name);
                if (views.isChanging(name)) {
                    throw CommandFailure.temporary("The session " + name
                            + " has changed, but its worker has not recorded the change. Start the"
                            + " worker with `longtake up`, then run the command again.");
                }
            }
            return views.all().stream()
                    .map(stored -> new Known(stored.view(), stored.verifiedAt()))
                    .toList();
        } catch (IOException e) {
            throw unreadable(Optional.empty(), e);
        }
    }

    private static Optional<Known> asked(SessionAccess access, Sessions.Listed one) {
        try {
            return Optional.of(
                    new Known(access.sessions().view(one.name()), one.changed().orElse(one.started())));
        } catch (CommandFailure e) {
            if (e.exitCode() == ExitCode.NOT_FOUND) {
                // The server has deleted it in the meantime.
                return Optional.empty();
            }
            throw e;
        }
    }

    /** @param name of the session, if only one was read; otherwise the reason names the file, which has its name */
    private static CommandFailure unreadable(Optional<String> name, IOException e) {
        return CommandFailure.of(
                "ViewUnreadable",
                "The stored state of " + name.map(one -> "the session " + one).orElse("a session")
                        + " can't be read: " + e.getMessage()
                        + ". The session itself is intact. To write the state again: longtake status "
                        + name.orElse("NAME") + " --refresh",
                e);
    }

    /**
     * Waits for a change in progress, so that the user sees the effect of the previous command: the worker marks a session before
     * it changes.
     */
    private void awaitChange(String name) {
        long start = System.nanoTime();
        while (views.isChanging(name)
                && reasonOutdated().isEmpty()
                && Duration.ofNanos(System.nanoTime() - start).compareTo(CHANGE_LIMIT) < 0) {
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                throw CommandFailure.interrupted(e);
            }
        }
    }

    private void printAge(Instant verifiedAt) {
        invocation
                .statusOutput()
                .info(age(verifiedAt, Clock.systemUTC())
                        + reasonOutdated().map(what -> "; " + what).orElse("") + ".");
    }

    static String age(Instant verifiedAt, Clock clock) {
        var age = Duration.between(verifiedAt, clock.instant());
        return age.isNegative() ? "State as of " + verifiedAt : "State as of " + roundedAge(age) + " ago";
    }

    /** Rounds to one unit. */
    private static String roundedAge(Duration age) {
        if (age.toHours() >= 48) {
            return age.toDays() + " days";
        }
        return Durations.readable(
                age.toHours() >= 1
                        ? Duration.ofHours(age.toHours())
                        : age.toMinutes() >= 1 ? Duration.ofMinutes(age.toMinutes()) : age);
    }

    /** Why the view may be out of date. */
    private Optional<String> reasonOutdated() {
        var services = invocation.services();
        var worker = services.records().running(Service.WORKER);
        if (worker.isEmpty()) {
            return Optional.of("the worker is not running");
        }
        if (worker.get().identity().paused()) {
            return Optional.of("the worker (process " + worker.get().identity().pid() + ") was paused by a signal");
        }
        var server = services.records().running(Service.SERVER);
        if (server.isEmpty()) {
            return Optional.of("the server is not running");
        }
        return server.filter(found -> found.identity().paused())
                .map(found -> "the server (process " + found.identity().pid() + ") was paused by a signal");
    }
}
