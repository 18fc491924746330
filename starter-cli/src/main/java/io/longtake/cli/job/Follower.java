package io.longtake.cli.job;

import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.client.Sessions;
import io.longtake.cli.event.JobEvents;
import io.longtake.cli.invocation.JobWatch;
import io.longtake.cli.session.Documents;
import io.longtake.cli.session.FileLists;
import io.longtake.cli.terminal.StatusOutput;
import io.longtake.workflows.session.SessionProgress;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.session.TurnStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Watches a session until a condition holds, and reports progress to the user. Read-only: stopping it changes nothing. */
public final class Follower {
    private static final long LOOK_EVERY_MILLIS = 400;
    private static final Duration MAX_LINE_INTERVAL = Duration.ofSeconds(30);

    private final Sessions sessions;
    private final Progress progress;
    private final StatusOutput statusOutput;
    private final Runnable ensureRunning;
    private final JobWatch watch;
    private final JobEvents events;
    private final StepEvents stepEvents;
    private final FileLists lists;
    private final Map<Integer, TurnStatus> told = new HashMap<>();
    private final Map<Integer, String> printedReports = new HashMap<>();
    private final Outage outage = new Outage();
    private String lastKey = "";
    private long lastLine = System.nanoTime();

    public Follower(SessionAccess access, StatusOutput statusOutput) {
        this.sessions = access.sessions();
        this.progress = new Progress(sessions::pendingActivities);
        this.statusOutput = statusOutput;
        this.ensureRunning = access::ensureRunning;
        this.watch = access.watch();
        this.events = access.events();
        this.stepEvents = new StepEvents(events);
        this.lists = access.lists();
    }

    /**
     * Polls until the session's view satisfies {@code done}.
     *
     * @param from turns with lower numbers are not reported
     * @throws io.longtake.cli.outcome.CommandFailure exit 75, if no request reaches the backend for one minute; exit 130, if
     *     the watch of the command ends the waiting
     */
    public SessionView follow(String name, int from, Predicate<SessionView> done) throws InterruptedException {
        long start = System.nanoTime();
        var view = sessions.view(name);
        printTurns(view, from);
        var mark = "";
        var revision = "";
        var now = Optional.<SessionProgress>empty();
        while (!done.test(view)) {
            if (!watch.patient()) {
                throw QueuedJob.stillRunning(name);
            }
            // A job waits for most of its time: its session is asked only after its history has grown.
            var newMark = sessions.historyMark(name);
            if (now.isEmpty() || !newMark.equals(mark)) {
                // Read after the mark, so the progress is at least as new; the same applies to the view below.
                now = Optional.of(sessions.progress(name));
                mark = newMark;
                if (!now.get().revision().equals(revision)) {
                    view = sessions.view(name);
                    revision = now.get().revision();
                    printTurns(view, from);
                    continue;
                }
            }
            reportProgress(name, now.get(), Duration.ofNanos(System.nanoTime() - start));
            Thread.sleep(LOOK_EVERY_MILLIS);
            ensureRunning.run();
        }
        return view;
    }

    private void printTurns(SessionView view, int from) {
        var name = view.spec().name();
        for (var turn : view.turns()) {
            printReport(name, turn);
            if (turn.number() < from || turn.status() == told.put(turn.number(), turn.status())) {
                continue;
            }
            if (turn.status().ended()) {
                info(line(turn));
                tell(name, turn);
            }
        }
    }

    /** Reports intermediate results of a running turn, such as a finished raw video. */
    private void printReport(String name, Turn turn) {
        if (turn.status() == TurnStatus.RUNNING
                && !turn.report().isBlank()
                && !turn.report().equals(printedReports.put(turn.number(), turn.report()))) {
            info(turn.report().strip());
            tell(name, turn);
        }
    }

    private void tell(String name, Turn turn) {
        if (events.isOn()) {
            events.turn(name, Documents.turn(turn, lists));
        }
    }

    private static String line(Turn turn) {
        var report = turn.report().isBlank() ? "" : " " + turn.report().strip();
        return switch (turn.status()) {
            case DONE -> turn.isExport() ? "Exported." + report : report.strip();
            case CANCELLED -> kind(turn) + " cancelled." + report;
            case FAILED -> kind(turn) + " failed." + report;
            case UNKNOWN -> kind(turn) + ": the outcome is unknown." + report;
            case QUEUED, RUNNING -> "";
        };
    }

    private static String kind(Turn turn) {
        if (turn.spec() instanceof TurnSpec.AddMedia) {
            return "Upload";
        }
        return turn.isExport() ? "Export" : "Edit";
    }

    private void reportProgress(String name, SessionProgress now, Duration elapsed) {
        var steps = progress.of(name, now);
        outage.observe(steps, System.nanoTime());
        stepEvents.observe(name, steps);
        if (steps.isEmpty()) {
            // Between two steps: reported only if it lasts.
            var doing = now.doing().isBlank() ? "waiting" : Progress.oneLine(now.doing());
            heartbeat(doing, elapsed);
            events.stillWorking(Optional.of(name), elapsed, doing);
            return;
        }
        var text = steps.stream().map(Progress.Step::text).collect(Collectors.joining("; "));
        var key = steps.stream().map(Progress.Step::key).collect(Collectors.joining(";"));
        statusOutput.live(clock(elapsed) + text);
        if (!key.equals(lastKey)) {
            lastKey = key;
            if (!statusOutput.hasLiveLine()) {
                info(clock(elapsed) + text);
            }
        } else {
            heartbeat(text, elapsed);
        }
        events.stillWorking(Optional.of(name), elapsed, text);
    }

    private void heartbeat(String text, Duration elapsed) {
        statusOutput.live(clock(elapsed) + text);
        if (!statusOutput.hasLiveLine()
                && Duration.ofNanos(System.nanoTime() - lastLine).compareTo(MAX_LINE_INTERVAL) > 0) {
            info(clock(elapsed) + text);
        }
    }

    private static String clock(Duration elapsed) {
        return String.format("%d:%02d ", elapsed.toMinutes(), elapsed.toSecondsPart());
    }

    private void info(String line) {
        lastLine = System.nanoTime();
        statusOutput.info(line);
    }
}
