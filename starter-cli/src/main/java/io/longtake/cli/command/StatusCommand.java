package io.longtake.cli.command;

import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.client.VerifiedSessions;
import io.longtake.cli.delivery.FilmDelivery;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.job.RunningWork;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.session.Documents;
import io.longtake.cli.session.SessionNames;
import io.longtake.cli.terminal.Printable;
import io.longtake.workflows.session.RenderRecord;
import io.longtake.workflows.session.SessionPhase;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.timeline.TimelineSnapshot;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        description = "Shows the timeline as the worker last verified it; nothing is started or sent. With a Temporal"
                + " server of your own, the session is queried.")
final class StatusCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Option(names = "--refresh", description = "Read the timeline from the backend. Starts the processes it needs.")
    private boolean refresh;

    StatusCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        SessionNames.checked(name);
        if (refresh) {
            try (var access = new SessionAccess(invocation)) {
                return refreshed(invocation, access, name);
            }
        }
        var known = new VerifiedSessions(invocation).find(name);
        return print(invocation, known.view(), known.view().timeline(), known.verifiedAt());
    }

    /**
     * Reads the timeline from the backend; for a session that never reached the backend, or no longer can, shows the stored
     * timeline.
     */
    static int refreshed(Invocation invocation, SessionAccess access, String name) {
        var view = access.sessions().view(name);
        var asked = Instant.now();
        return print(
                invocation,
                view,
                view.phase() == SessionPhase.OPEN && view.backend().isPresent()
                        ? Optional.of(access.control().refresh(name))
                        : view.timeline(),
                asked);
    }

    private static int print(
            Invocation invocation, SessionView view, Optional<TimelineSnapshot> timeline, Instant verifiedAt) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("session", view.spec().name());
        document.put("state", view.phase().name().toLowerCase(Locale.ROOT));
        document.put("timeline", timeline.map(Documents::timeline).orElse(null));
        var work = RunningWork.of(invocation, view);
        work.addTo(document);
        document.put("verifiedAt", verifiedAt.toString());
        var films = new FilmDelivery(invocation.home(), invocation.store());
        document.put(
                "prunedFilms",
                films.pruned(view).stream().map(RenderRecord::renderId).toList());
        films.prunedSentence(view).ifPresent(invocation.statusOutput()::info);
        invocation
                .output()
                .result(
                        document,
                        () -> timeline.map(TimelineSnapshot::summary)
                                        .map(Printable::line)
                                        .orElse("No timeline yet.")
                                + (work.text().isEmpty() ? "" : "\nNow: " + work.text()));
        return ExitCode.DONE.number();
    }
}
