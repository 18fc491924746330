package io.longtake.cli.command;

import io.longtake.cli.ExitCode;
import io.longtake.cli.session.Documents;
import io.longtake.cli.session.Output;
import io.longtake.cli.session.SessionNames;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import io.longtake.workflows.session.TurnSpec;
import io.longtake.workflows.timeline.TimelineSnapshot;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", header = "Show everything about a session.")
final class ShowCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    ShowCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        SessionNames.checked(name);
        try (var access = new SessionAccess(invocation)) {
            var view = access.sessions().view(name);
            // A file that no worker could write is written when somebody looks.
            view.renders().forEach(render -> Output.fillGap(
                            view, render, access.store(), invocation.home().id())
                    .ifPresent(invocation.talk()::say));
            invocation.result(Documents.session(view), () -> text(view));
            return ExitCode.DONE.number();
        }
    }

    private static String text(SessionView view) {
        var text = new StringBuilder();
        text.append("Session ")
                .append(view.spec().name())
                .append(", ")
                .append(view.phase().name().toLowerCase(Locale.ROOT))
                .append(", at ")
                .append(view.spec().origin())
                .append('\n');
        text.append(view.timeline().map(TimelineSnapshot::summary).orElse("No timeline yet."))
                .append('\n');
        if (!view.details().isBlank()) {
            text.append("Now: ").append(view.details()).append('\n');
        }
        if (view.archivedTurns() > 0) {
            text.append(view.archivedTurns()).append(" older turns are in the archive.\n");
        }
        view.turns().forEach(turn -> text.append(line(turn)).append('\n'));
        view.renders().forEach(render -> text.append("  ")
                .append(render.renderId())
                .append("  ")
                .append(render.outcome().map(ShowCommand::word).orElse("running"))
                .append(Documents.output(view, render).map(path -> "  " + path).orElse(""))
                .append('\n'));
        return text.toString().stripTrailing();
    }

    private static String word(io.longtake.workflows.render.RenderOutcome outcome) {
        return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    static String line(Turn turn) {
        var what = turn.spec() instanceof TurnSpec.Edit edit
                ? "\"" + edit.prompt() + "\""
                : turn.spec() instanceof TurnSpec.AddMedia media
                        ? media.files().stream().map(file -> file.name()).collect(Collectors.joining(", "))
                        : "";
        var report = turn.report().isBlank()
                ? ""
                : "\n      " + turn.report().strip().replace("\n", "\n      ");
        return String.format(
                "%4d  %-6s %-9s %s%s",
                turn.number(), turn.spec().kind(), turn.status().name().toLowerCase(Locale.ROOT), what, report);
    }
}
