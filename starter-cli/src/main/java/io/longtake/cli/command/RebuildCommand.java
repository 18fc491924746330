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
        description = {
            "The media are uploaded again. With --replay-edits, the edits are repeated too, and may be charged again.",
            "The session keeps the history of its edits: each edit once, in the order in which they were first made,"
                    + " however often it is rebuilt."
        })
final class RebuildCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Option(
            names = "--replay-edits",
            description = "Repeat the edits, in their order. On a terminal, asks for confirmation.")
    private boolean replayEdits;

    @Option(
            names = "--force",
            description = "Also rebuild a session that the backend still has; its timeline there is discarded.")
    private boolean force;

    @Option(names = "--yes", description = "Do not ask for confirmation before edits that may be charged again.")
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
        invocation.output().onFailure(failure -> JobRunner.failed(name, failure));
        requests.check();
        var limit = budget.limit();
        var asked = RequestContents.rebuild(name, replayEdits, force);
        var earlier = requests.find(invocation, asked);
        earlier.ifPresent(Request::startsWhenQueued);
        try (var access = new SessionAccess(invocation)) {
            if (earlier.filter(request -> request.isQueued() || access.queues().hasAccepted(name, request))
                    .isPresent()) {
                return new JobRunner(invocation, access, name).follow(earlier.get());
            }
            boolean continues = earlier.filter(Request::continues).isPresent();
            var replay = replay(continues);
            var known = force && !continues ? Optional.<SessionView>empty() : known(access);
            var view = known.orElseGet(() -> access.sessions().view(name));
            var history = replayEdits || continues ? Archive.history(view, access.store()) : EditHistory.empty();
            if (known.isPresent() && !force && discardsEdits(continues, replay, view, history)) {
                throw CommandFailure.usage("The backend still has the session " + name
                        + "; a rebuild would discard its timeline there. Nothing was changed. To rebuild it anyway:"
                        + " longtake rebuild " + name + " --force");
            }
            invocation.statusOutput().info(situation(view, replay, history));
            if (!confirmReplayCost(history.due(replay, view.phase(), view.backendSessionFirstTurn()))) {
                invocation.statusOutput().always("Nothing was started.");
                return ExitCode.FAILED.number();
            }
            var request = earlier.orElseGet(() -> requests.record(invocation, asked, name));
            request.startsWhenQueued();
            return new JobRunner(invocation, access, name)
                    .follow(access.queues().rebuild(name, replay, limit, request));
        }
    }

    /** A rebuild that ended for a temporary reason resumes where it stopped. */
    private Replay replay(boolean continues) {
        if (!replayEdits) {
            return Replay.NONE;
        }
        return continues ? Replay.REST : Replay.ALL;
    }

    /**
     * The session, if its backend still has it.
     *
     * @throws CommandFailure exit 75, when the backend's state can't be read
     */
    private Optional<SessionView> known(SessionAccess access) {
        var view = access.sessions().view(name);
        if (view.phase() != SessionPhase.OPEN || view.backend().isEmpty()) {
            return Optional.empty();
        }
        try {
            access.control().refresh(name);
        } catch (RuntimeException e) {
            if (Failures.translate(e).type().equals(FailureType.SESSION_LOST.name())) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(view);
    }

    /**
     * Whether a rebuild would discard the timeline of a session that its backend still has. A resumed rebuild started that
     * timeline itself, so it discards nothing unless the user has edited it since.
     */
    static boolean discardsEdits(boolean continues, Replay replay, SessionView view, EditHistory history) {
        if (!continues) {
            return true;
        }
        boolean stays = replay == Replay.REST && history.continues(view.phase(), view.backendSessionFirstTurn());
        return !stays && history.hasNewSince(view.backendSessionFirstTurn());
    }

    private static String situation(SessionView view, Replay replay, EditHistory history) {
        if (replay == Replay.REST && history.continues(view.phase(), view.backendSessionFirstTurn())) {
            return "The rebuild continues where it stopped.";
        }
        int count = view.media().map(MediaListing::count).orElse(0);
        return (view.phase() == SessionPhase.FORGOTTEN
                        ? "The backend no longer has this session; its timeline there is lost."
                        : "The session's timeline at the backend is discarded, if it exists.")
                + " A new backend session is started " + withFiles(count) + ".";
    }

    static String withFiles(int count) {
        if (count == 0) {
            return "without files";
        }
        return "with the " + (count == 1 ? "file" : count + " files") + " stored in this home";
    }

    /** Shows the cost of the edits and asks for confirmation; a script confirms with {@code --yes}. */
    private boolean confirmReplayCost(List<EditRecord> edits) {
        if (edits.isEmpty()) {
            return true;
        }
        var cost = cost(edits);
        invocation.statusOutput().info(cost);
        if (yes) {
            return true;
        }
        if (!invocation.mayAsk()) {
            throw CommandFailure.usage(
                    cost + " Nothing was started. To repeat " + them(edits) + " without confirmation, add --yes.");
        }
        return new Questions(invocation.environment(), System.in).confirm("Repeat " + them(edits) + "?");
    }

    private static String them(List<EditRecord> edits) {
        return edits.size() == 1 ? "it" : "them";
    }

    static String cost(List<EditRecord> edits) {
        var known = edits.stream().filter(edit -> edit.cost().isPresent()).toList();
        double sum =
                known.stream().mapToDouble(edit -> edit.cost().orElseThrow()).sum();
        var credits = Credits.plain(sum);
        var count = "Rebuilding repeats " + (edits.size() == 1 ? "1 edit" : edits.size() + " edits");
        if (known.isEmpty()) {
            return count + ". The cost is unknown.";
        }
        return known.size() == edits.size()
                ? count + ", which cost " + credits + " credits last time."
                : count + ", of which " + known.size() + " cost " + credits
                        + " credits last time; the cost of the others is unknown.";
    }
}
