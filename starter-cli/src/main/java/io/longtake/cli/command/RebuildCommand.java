package io.longtake.cli.command;

import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.job.JobRunner;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.outcome.Failures;
import io.longtake.cli.request.Request;
import io.longtake.cli.request.RequestContents;
import io.longtake.cli.session.Archive;
import io.longtake.cli.session.SessionNames;
import io.longtake.cli.terminal.Questions;
import io.longtake.workflows.account.Credits;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.session.EditHistory;
import io.longtake.workflows.session.EditRecord;
import io.longtake.workflows.session.RebuildSession.Replay;
import io.longtake.workflows.session.SessionPhase;
import io.longtake.workflows.session.SessionView;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rebuild",
        header = "Give a session that the backend has forgotten a new life there.",
        description = {
            "The media are uploaded again; the edits too, if asked, and those cost again.",
            "The session keeps the history of its edits: each edit once, in the order in which they were first made, whatever"
                    + " was rebuilt or replayed meanwhile."
        })
final class RebuildCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Option(names = "--replay-edits", description = "Make the edits again, in their order. Asks before, on a terminal.")
    private boolean replayEdits;

    @Option(
            names = "--force",
            description = "Rebuild a session that the backend still knows, too; its timeline there is given up.")
    private boolean force;

    @Option(names = "--yes", description = "Don't ask whether the edits may be paid again.")
    private boolean yes;

    @Mixin
    private BudgetOption budget = new BudgetOption();

    @Mixin
    private RequestOption requests = new RequestOption();

    RebuildCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        SessionNames.checked(name);
        invocation.onFailure(failure -> JobRunner.failed(name, failure));
        requests.check();
        var limit = budget.limit();
        var asked = RequestContents.rebuild(name, replayEdits, force);
        var earlier = requests.find(invocation, asked);
        earlier.ifPresent(Request::beginsWhenQueued);
        try (var access = new SessionAccess(invocation)) {
            if (earlier.filter(
                            request -> request.isQueued() || access.sessions().hasTaken(name, request))
                    .isPresent()) {
                return new JobRunner(invocation, access, name).follow(earlier.get());
            }
            boolean goesOn = earlier.filter(Request::goesOn).isPresent();
            var replay = replay(goesOn);
            var known = force && !goesOn ? Optional.<SessionView>empty() : known(access);
            var view = known.orElseGet(() -> access.sessions().view(name));
            var history = replayEdits || goesOn ? Archive.history(view, access.store()) : EditHistory.empty();
            if (known.isPresent() && !force && givesUp(goesOn, replay, view, history)) {
                throw CommandFailure.usage("The backend knows the session " + name
                        + ": a rebuild would give up its timeline there. Nothing was changed. To rebuild it all the"
                        + " same: longtake rebuild " + name + " --force");
            }
            invocation.talk().say(situation(view, replay, history));
            if (!mayBePaidAgain(history.due(replay, view.phase(), view.lifeBegan()))) {
                invocation.talk().always("Nothing was begun.");
                return ExitCode.FAILED.number();
            }
            var request = earlier.orElseGet(() -> requests.note(invocation, asked, name));
            request.beginsWhenQueued();
            return new JobRunner(invocation, access, name)
                    .follow(access.sessions().rebuild(name, replay, limit, request));
        }
    }

    /** A rebuild that ended for a temporary reason resumes where it stopped. */
    private Replay replay(boolean goesOn) {
        if (!replayEdits) {
            return Replay.NONE;
        }
        return goesOn ? Replay.REST : Replay.ALL;
    }

    /**
     * The session, if its backend knows it.
     *
     * @throws CommandFailure exit 75, when the backend's state can't be read
     */
    private Optional<SessionView> known(SessionAccess access) {
        var view = access.sessions().view(name);
        if (view.phase() != SessionPhase.OPEN || view.backend().isEmpty()) {
            return Optional.empty();
        }
        try {
            access.sessions().refresh(name);
        } catch (RuntimeException e) {
            if (Failures.translate(e).type().equals(FailureType.SESSION_LOST.name())) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(view);
    }

    /**
     * Whether a rebuild would discard the timeline of a session that its backend knows. A resumed rebuild started that timeline
     * itself, so it discards nothing unless the user has edited it since.
     */
    static boolean givesUp(boolean goesOn, Replay replay, SessionView view, EditHistory history) {
        if (!goesOn) {
            return true;
        }
        boolean stays = replay == Replay.REST && history.goesOn(view.phase(), view.lifeBegan());
        return !stays && history.hasNewSince(view.lifeBegan());
    }

    private static String situation(SessionView view, Replay replay, EditHistory history) {
        if (replay == Replay.REST && history.goesOn(view.phase(), view.lifeBegan())) {
            return "The rebuild goes on where it stopped.";
        }
        int count = view.media().map(MediaListing::count).orElse(0);
        var files = count == 1 ? "1 file that was there is kept here" : count + " files that were there are kept here";
        return view.phase() == SessionPhase.FORGOTTEN
                ? "The backend has forgotten this session: its timeline there is gone. " + files
                        + ", and a new session is begun with them."
                : "What the session has at the backend, if anything, is given up. " + files + ".";
    }

    /** Shows the cost of the edits and asks for confirmation; a script confirms with {@code --yes}. */
    private boolean mayBePaidAgain(List<EditRecord> edits) {
        if (edits.isEmpty()) {
            return true;
        }
        var cost = cost(edits);
        invocation.talk().say(cost);
        if (yes) {
            return true;
        }
        if (!Questions.canBeAsked(invocation.surroundings())) {
            throw CommandFailure.usage(cost + " Nothing was begun; --yes says that they may be made again.");
        }
        return new Questions(invocation.surroundings(), System.in).agreed("Make them again?");
    }

    static String cost(List<EditRecord> edits) {
        var known = edits.stream().filter(edit -> edit.cost().isPresent()).toList();
        double sum =
                known.stream().mapToDouble(edit -> edit.cost().orElseThrow()).sum();
        var credits = Credits.plain(sum);
        var count = edits.size() == 1 ? "1 edit is made again." : edits.size() + " edits are made again.";
        if (known.isEmpty()) {
            return count + " What they cost is not known.";
        }
        return count
                + (known.size() == edits.size()
                        ? (edits.size() == 1 ? " It" : " They") + " cost " + credits + " credits the last time."
                        : " " + known.size() + " of them cost " + credits
                                + " credits the last time; of the others it is" + " not known.");
    }
}
