package io.longtake.cli.watch;

import io.longtake.cli.batch.BatchTerms;
import io.longtake.cli.batch.Row;
import io.longtake.cli.batch.RowLanes;
import io.longtake.cli.batch.RowResult;
import io.longtake.cli.batch.Spending;
import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.delivery.FilmDelivery;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.invocation.RunningInstallation;
import io.longtake.cli.job.InterruptNotice;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.terminal.Printable;
import io.longtake.workflows.failure.FailureType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Watches a folder until the command is interrupted. Films are made as by {@code batch}, each in a session of its own. */
public final class FolderWatch {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** After a temporary failure. */
    private static final Duration PAUSE = Duration.ofSeconds(30);
    /** When a file is tried again after a temporary failure of its film. */
    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final Invocation invocation;
    private final BatchTerms terms;
    private final WatchPlan plan;
    private final WatchLog log;
    private final WatchedFolder folder;
    private final Path path;
    private final Arrivals arrivals = new Arrivals();
    private final Spending spending;
    private final FilmDelivery films;
    private LocalDate day;
    /** Complete files of which no film is requested yet, and when to request it, in ns. */
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    /** Why complete files could not be read, by name: each reason is told once. */
    private final Map<String, String> unreadable = new HashMap<>();
    /** The files of the rows in progress, by row. */
    private final Map<Integer, Requested> requested = new HashMap<>();

    private int rows;
    private int results;
    private boolean paused;
    private String trouble = "";

    private record Waiting(Arrivals.Seen file, long fromNanos) {}

    private record Requested(String name, Arrivals.Seen file, Path output) {}

    /** @param log is not used by another watch */
    FolderWatch(Invocation invocation, BatchTerms terms, WatchPlan plan, WatchLog log) {
        this.invocation = invocation;
        this.terms = terms;
        this.plan = plan;
        this.log = log;
        this.path = plan.folder();
        this.folder = new WatchedFolder(path);
        this.films = new FilmDelivery(invocation.home(), invocation.store());
        this.day = today();
        this.spending = new Spending(terms.maxCredits(), log.spentOn(day));
    }

    /** Returns when the notice is cancelled; usually the process ends before. */
    void run(SessionAccess access) throws InterruptedException {
        var backend = access.backend();
        access.readyAccount(backend);
        var installation = new RunningInstallation(invocation);
        var lanes = new RowLanes(invocation, access, terms, spending, backend);
        try (var notice = new InterruptNotice(
                invocation,
                () -> "Stopped watching. Films in progress continue. To continue, run the same command again.")) {
            while (notice.watching()) {
                var pause = INTERVAL;
                try {
                    look();
                    request(lanes);
                    lanes.step();
                    conclude(lanes);
                    trouble = "";
                    installation.ensureRunning();
                } catch (IOException e) {
                    tell("The folder " + path + " or the record of the watch can't be used now: " + e.getMessage()
                            + ". Trying again.");
                    pause = PAUSE;
                } catch (CommandFailure e) {
                    if (e.exitCode() != ExitCode.TEMPORARY) {
                        throw e;
                    }
                    tell(e.sentence() + " Trying again.");
                    pause = PAUSE;
                }
                Thread.sleep(pause.toMillis());
            }
        }
    }

    /** Tells a failure once, until it is over or another one follows. */
    private void tell(String sentence) {
        if (!trouble.equals(sentence)) {
            trouble = sentence;
            invocation.statusOutput().always(sentence);
        }
    }

    private static LocalDate today() {
        return LocalDate.now(java.time.ZoneId.systemDefault());
    }

    /** Takes up the files that are complete and new. */
    private void look() throws IOException {
        var listing = folder.list();
        waiting.keySet().retainAll(listing.keySet());
        unreadable.keySet().retainAll(listing.keySet());
        for (var name : arrivals.complete(listing, System.nanoTime())) {
            var seen = listing.get(name);
            if (seen == null) {
                continue;
            }
            try {
                takeUp(name, seen);
                unreadable.remove(name);
            } catch (IOException e) {
                arrivals.forget(name);
                var reason = String.valueOf(e.getMessage());
                if (!reason.equals(unreadable.put(name, reason))) {
                    invocation
                            .statusOutput()
                            .always(Printable.line(name) + " can't be used now: " + Printable.line(reason)
                                    + ". Trying again.");
                }
            }
        }
    }

    private void takeUp(String name, Arrivals.Seen seen) throws IOException {
        if (log.isDone(name, seen) || isOwn(name)) {
            return;
        }
        if (folder.isPicture(name)) {
            waiting.put(name, new Waiting(seen, System.nanoTime()));
        } else {
            log.done(name, seen, "ignored", "");
            invocation
                    .statusOutput()
                    .info(Printable.line(name) + " is neither an image nor a video; it is left alone.");
        }
    }

    /** Whether a file is a film of this home or will be one. */
    private boolean isOwn(String name) {
        var file = path.resolve(name);
        return requested.values().stream().anyMatch(one -> one.output().equals(file))
                || films.filmAt(file).isPresent();
    }

    private void request(RowLanes lanes) throws IOException {
        if (!today().equals(day)) {
            day = today();
            spending.startOver();
            paused = false;
        }
        for (var name : List.copyOf(waiting.keySet())) {
            var file = waiting.get(name);
            if (!lanes.hasRoom()) {
                return;
            }
            if (file == null || file.fromNanos() - System.nanoTime() > 0) {
                continue;
            }
            var reason = lanes.limitReason();
            if (reason.isPresent()) {
                pause(reason.get());
                return;
            }
            waiting.remove(name);
            plan(name, file.file(), lanes);
        }
    }

    private void pause(String reason) {
        if (!paused) {
            paused = true;
            invocation
                    .statusOutput()
                    .always("Paused until tomorrow, because the limit of this day is reached. " + reason);
        }
    }

    private void plan(String name, Arrivals.Seen seen, RowLanes lanes) {
        int number = ++rows;
        try {
            var row = added(number, name, seen, lanes);
            if (row instanceof Row.Wish) {
                lanes.step();
            } else if (row instanceof Row.Refused refused && refused.fault() == Row.Fault.NOT_NOW) {
                waiting.put(name, new Waiting(seen, System.nanoTime() + AGAIN.toNanos()));
            } else {
                invocation.statusOutput().always(Printable.line(name) + " is left alone. " + reason(row));
            }
        } finally {
            invocation.endIntake();
        }
    }

    /** Checks the file, and adds the row if it can be made. If that fails, the file waits again. */
    private Row added(int number, String name, Arrivals.Seen seen, RowLanes lanes) {
        try {
            var row = plan.row(number, name, this::isTaken);
            if (row instanceof Row.Wish wish) {
                lanes.add(wish);
                requested.put(number, new Requested(name, seen, wish.output()));
            }
            return row;
        } catch (CommandFailure e) {
            waiting.put(name, new Waiting(seen, System.nanoTime()));
            throw e;
        }
    }

    private static String reason(Row row) {
        return row instanceof Row.Refused refused ? refused.reason() : "";
    }

    /** Whether the film of another file has this name. */
    private boolean isTaken(String name, String output) {
        return log.sourceOf(output).filter(other -> !other.equals(name)).isPresent()
                || requested.values().stream()
                        .anyMatch(one -> !one.name().equals(name)
                                && String.valueOf(one.output().getFileName()).equals(output));
    }

    private void conclude(RowLanes lanes) throws IOException {
        for (var result : lanes.resultsFrom(results)) {
            results++;
            var file = Optional.ofNullable(requested.remove(result.row()));
            if (file.isPresent()) {
                conclude(result, file.get());
            }
        }
        log.spent(day, spending.spent());
    }

    private void conclude(RowResult result, Requested file) throws IOException {
        var error = result.error();
        if (error.filter(why -> why.type().equals(FailureType.BUDGET_REACHED.name()))
                .isPresent()) {
            // Its edit would have exceeded the limit; nothing was charged for it.
            waiting.put(file.name(), new Waiting(file.file(), System.nanoTime()));
            pause(error.get().message());
        } else if (error.filter(why -> why.exit() == ExitCode.TEMPORARY).isPresent()) {
            waiting.put(file.name(), new Waiting(file.file(), System.nanoTime() + AGAIN.toNanos()));
        } else {
            log.done(
                    file.name(),
                    file.file(),
                    result.status().word(),
                    String.valueOf(file.output().getFileName()));
            result.output().ifPresent(film -> invocation.output().print(film + System.lineSeparator()));
        }
    }
}
