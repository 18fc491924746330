package io.longtake.cli.command;

import io.longtake.activities.media.MediaStore;
import io.longtake.cli.client.VerifiedSessions;
import io.longtake.cli.delivery.FilmDelivery;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.job.RunningWork;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.session.Archive;
import io.longtake.cli.session.Documents;
import io.longtake.cli.session.FileLists;
import io.longtake.cli.session.SessionNames;
import io.longtake.cli.session.TurnLine;
import io.longtake.cli.terminal.Printable;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.timeline.TimelineSnapshot;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show")
final class ShowCommand implements Callable<Integer> {
    private static final int PAGE = 50;

    private final Invocation invocation;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @ArgGroup
    @Nullable
    private Selection selection;

    /** The turns to show, if not only those in the session's current view. */
    static final class Selection {
        @Option(names = "--turns", paramLabel = "FROM..TO", description = "Only these turns; either end is optional.")
        @Nullable
        private String turns;

        @Option(names = "--all", description = "All turns, including archived ones.")
        private boolean all;

        @Option(names = "--page", paramLabel = "N", description = "A page of 50 turns; page 1 has the latest.")
        private int page;
    }

    ShowCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        SessionNames.checked(name);
        var known = new VerifiedSessions(invocation).find(name);
        var view = known.view();
        var store = invocation.store();
        var turns = turns(view, store);
        var films = new FilmDelivery(invocation.home(), invocation.store());
        var work = RunningWork.of(invocation, view);
        var document = Documents.session(view, turns, new FileLists(store), films, known.verifiedAt());
        work.addTo(document);
        invocation.output().result(document, () -> text(view, work, turns, films));
        return ExitCode.DONE.number();
    }

    private List<Turn> turns(SessionView view, MediaStore store) {
        return span(view)
                .map(span -> Archive.turns(view, store, span.from(), span.to()))
                .orElseGet(view::turns);
    }

    private Optional<Archive.Span> span(SessionView view) {
        if (selection == null) {
            return Optional.empty();
        }
        if (selection.turns != null) {
            var text = selection.turns;
            return Optional.of(Archive.Span.of(text)
                    .orElseThrow(() -> CommandFailure.usage(
                            "--turns takes FROM..TO, such as 1..50, 2900.. or ..100, not '" + text + "'.")));
        }
        if (selection.all) {
            return Optional.of(new Archive.Span(1, Integer.MAX_VALUE));
        }
        if (selection.page < 1) {
            throw CommandFailure.usage("--page must be 1 or more, not " + selection.page + ".");
        }
        return Optional.of(Archive.Span.page(selection.page, PAGE, Archive.last(view)));
    }

    private static String text(SessionView view, RunningWork work, List<Turn> turns, FilmDelivery films) {
        var text = new StringBuilder();
        text.append("Session ")
                .append(view.spec().name())
                .append(", ")
                .append(view.phase().name().toLowerCase(Locale.ROOT))
                .append(", at ")
                .append(view.spec().origin())
                .append('\n');
        text.append(view.timeline()
                        .map(TimelineSnapshot::summary)
                        .map(Printable::line)
                        .orElse("No timeline yet."))
                .append('\n');
        var doing = work.text().isEmpty() ? view.details() : work.text();
        if (!doing.isBlank()) {
            text.append("Now: ").append(doing).append('\n');
        }
        if (view.archivedTurns() > 0) {
            text.append(archived(view.archivedTurns()));
        }
        turns.forEach(turn -> text.append(TurnLine.of(turn)).append('\n'));
        view.renders().forEach(render -> text.append("  ")
                .append(render.renderId())
                .append("  ")
                .append(render.outcome().map(ShowCommand::word).orElse("running"))
                .append(Documents.output(view, render).map(path -> "  " + path).orElse(""))
                .append(films.keeping(render)
                        .filter(film -> film != FilmDelivery.Keeping.KEPT)
                        .map(film -> "  film " + film.word())
                        .orElse(""))
                .append('\n'));
        view.notifications().forEach(one -> text.append("  notification of the job from turn ")
                .append(one.turn())
                .append(" to ")
                .append(one.host())
                .append("  ")
                .append(one.status().word())
                .append(one.failure().map(why -> ": " + why.message()).orElse(""))
                .append('\n'));
        films.prunedSentence(view).ifPresent(text::append);
        return text.toString().stripTrailing();
    }

    static String archived(int turns) {
        return (turns == 1
                        ? "1 older turn is in the archive. To show it: "
                        : turns + " older turns are in the archive. To show them: ")
                + "--turns FROM..TO, --page N or --all\n";
    }

    private static String word(io.longtake.workflows.render.RenderOutcome outcome) {
        return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
