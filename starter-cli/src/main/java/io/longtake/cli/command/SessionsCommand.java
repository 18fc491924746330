package io.longtake.cli.command;

import io.longtake.cli.client.VerifiedSessions;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.job.RunningWork;
import io.longtake.cli.outcome.ExitCode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
        name = "sessions",
        description = {
            "A session is working, idle, unsettled (the outcome of an edit or a render is unknown, see longtake reconcile),"
                    + " forgotten (the backend no longer has it, see longtake rebuild) or closed.",
            "With a Temporal server of your own that lacks the search attributes, every session that is not closed is"
                    + " listed as open."
        })
final class SessionsCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    private final Invocation invocation;

    SessionsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var sessions = new VerifiedSessions(invocation).all();
        var work = RunningWork.of(
                invocation,
                sessions.stream().flatMap(one -> one.view().stream()).toList());
        invocation
                .output()
                .result(
                        sessions.stream()
                                .map(one -> document(one, work.getOrDefault(one.name(), RunningWork.none())))
                                .toList(),
                        () -> sessions.isEmpty()
                                ? "No sessions yet. Start one: longtake make photo.jpg --output out.mp4"
                                : sessions.stream()
                                        .map(one -> String.format(
                                                        "%-36s %-12s  %s  %s",
                                                        one.name(),
                                                        status(one, work.getOrDefault(one.name(), RunningWork.none())),
                                                        TIME.format(one.changed()),
                                                        one.backend().orElse(""))
                                                .stripTrailing())
                                        .collect(Collectors.joining(System.lineSeparator())));
        return ExitCode.DONE.number();
    }

    /** {@code working 42%} if the progress is known. */
    private static String status(VerifiedSessions.Listed one, RunningWork work) {
        var percent = work.percent();
        return one.status() + (percent.isPresent() ? " " + percent.getAsInt() + "%" : "");
    }

    private static Map<String, @Nullable Object> document(VerifiedSessions.Listed one, RunningWork work) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("session", one.name());
        document.put("state", one.status());
        document.put("backend", one.backend().orElse(null));
        document.put("started", one.started().toString());
        document.put("changed", one.changed().toString());
        work.addTo(document);
        document.put("verifiedAt", one.verifiedAt().toString());
        return document;
    }
}
