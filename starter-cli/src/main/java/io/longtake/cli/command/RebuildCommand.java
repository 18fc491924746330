package io.longtake.cli.command;

import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import io.longtake.cli.session.Archive;
import io.longtake.cli.session.Request;
import io.longtake.cli.session.SessionNames;
import io.longtake.cli.terminal.Questions;
import io.longtake.workflows.account.Credits;
import io.longtake.workflows.failure.FailureType;
import io.longtake.workflows.media.MediaListing;
import io.longtake.workflows.session.ArchivedEdits;
import io.longtake.workflows.session.SessionPhase;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rebuild",
        header = "Give a session that the backend has forgotten a new life there.",
        description = "The media are uploaded again; the edits too, if asked, and those cost again.")
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
        var asked = Wishes.rebuild(name, replayEdits, force, limit);
        var earlier = requests.find(invocation, asked);
        try (var access = new SessionAccess(invocation)) {
            if (earlier.filter(Request::isQueued).isPresent()) {
                return new JobRunner(invocation, access, name).follow(earlier.get());
            }
            // A request on file may have been queued without an answer: asked again it is the same, and changes
            // nothing.
            var view = earlier.filter(Request::isUnanswered).isPresent()
                    ? access.sessions().view(name)
                    : lookedAt(access);
            invocation.talk().say(situation(view));
            var archived = replayEdits ? Archive.edits(view, access.store()) : List.<Turn>of();
            if (replayEdits && !mayBePaidAgain(view, archived)) {
                invocation.talk().always("Nothing was begun.");
                return ExitCode.FAILED.number();
            }
            var edits = Optional.of(new ArchivedEdits(view.archivedTurns(), prompts(archived)))
                    .filter(any -> replayEdits);
            var request = earlier.orElseGet(() -> requests.note(invocation, asked, name));
            return new JobRunner(invocation, access, name)
                    .follow(access.sessions().rebuild(name, edits, limit, request));
        }
    }

    /**
     * The session, once it is known whether its backend knows it.
     *
     * @throws CommandFailure exit 2, where it does and nothing was said to that; exit 75, where it can't be asked
     */
    private SessionView lookedAt(SessionAccess access) {
        var view = access.sessions().view(name);
        if (force || view.phase() != SessionPhase.OPEN || view.backend().isEmpty()) {
            return view;
        }
        try {
            access.sessions().refresh(name);
        } catch (RuntimeException e) {
            if (Failures.translate(e).type().equals(FailureType.SESSION_LOST.name())) {
                return access.sessions().view(name);
            }
            throw e;
        }
        throw CommandFailure.usage("The backend knows the session " + name
                + ": a rebuild would give up its timeline there. Nothing was changed. To rebuild it all the same:"
                + " longtake rebuild " + name + " --force");
    }

    private static String situation(SessionView view) {
        int count = view.media().map(MediaListing::count).orElse(0);
        var files = count == 1 ? "1 file that was there is kept here" : count + " files that were there are kept here";
        return view.phase() == SessionPhase.FORGOTTEN
                ? "The backend has forgotten this session: its timeline there is gone. " + files
                        + ", and a new session is begun with them."
                : "What the session has at the backend, if anything, is given up. " + files + ".";
    }

    /** Shows what the edits have cost; a script says yes beforehand. */
    private boolean mayBePaidAgain(SessionView view, List<Turn> archived) {
        var edits = Stream.concat(
                        archived.stream(), view.turns().stream().filter(turn -> Archive.isDoneEdit(view, turn)))
                .toList();
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

    private static List<TurnSpec.Edit> prompts(List<Turn> edits) {
        return edits.stream().map(turn -> (TurnSpec.Edit) turn.spec()).toList();
    }

    static String cost(List<Turn> edits) {
        var known = edits.stream().filter(turn -> turn.cost().isPresent()).toList();
        double sum =
                known.stream().mapToDouble(turn -> turn.cost().orElseThrow()).sum();
        var credits = Credits.plain(sum);
        var count = edits.size() == 1 ? "1 edit is made again." : edits.size() + " edits are made again.";
        if (known.isEmpty()) {
            return count + " What they cost is not known.";
        }
        return count
                + (known.size() == edits.size()
                        ? (edits.size() == 1 ? " It" : " They") + " cost " + credits + " credits the first time."
                        : " " + known.size() + " of them cost " + credits
                                + " credits the first time; of the others it is" + " not known.");
    }
}
