package io.longtake.cli.command;

import io.longtake.cli.ExitCode;
import io.longtake.cli.session.Documents;
import io.longtake.cli.session.SessionNames;
import io.longtake.workflows.session.SessionPhase;
import io.longtake.workflows.timeline.TimelineSnapshot;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "status", header = "The timeline in one line, read at the backend now.")
final class StatusCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    StatusCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        SessionNames.checked(name);
        try (var access = new SessionAccess(invocation)) {
            return tell(invocation, access, name);
        }
    }

    static int tell(Invocation invocation, SessionAccess access, String name) {
        var view = access.sessions().view(name);
        // A session that never reached the backend, or no longer can, is told from what is kept.
        Optional<TimelineSnapshot> timeline =
                view.phase() == SessionPhase.OPEN && view.backend().isPresent()
                        ? Optional.of(access.sessions().refresh(name))
                        : view.timeline();
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("session", name);
        document.put("state", view.phase().name().toLowerCase(java.util.Locale.ROOT));
        document.put("timeline", timeline.map(Documents::timeline).orElse(null));
        invocation.result(
                document, () -> timeline.map(TimelineSnapshot::summary).orElse("No timeline yet."));
        return ExitCode.DONE.number();
    }
}
