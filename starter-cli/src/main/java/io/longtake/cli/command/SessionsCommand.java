package io.longtake.cli.command;

import io.longtake.cli.ExitCode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(name = "sessions", header = "List the sessions.")
final class SessionsCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    private final Invocation invocation;

    SessionsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var sessions = new KnownSessions(invocation).all();
        invocation.result(
                sessions.stream().map(SessionsCommand::document).toList(),
                () -> sessions.isEmpty()
                        ? "No sessions yet. Start one: longtake make photo.jpg --output out.mp4"
                        : sessions.stream()
                                .map(one -> String.format(
                                        "%-36s %-7s %s",
                                        one.name(), one.open() ? "open" : "closed", TIME.format(one.started())))
                                .collect(Collectors.joining(System.lineSeparator())));
        return ExitCode.DONE.number();
    }

    private static Map<String, Object> document(KnownSessions.Listed one) {
        var document = new LinkedHashMap<String, Object>();
        document.put("session", one.name());
        document.put("state", one.open() ? "open" : "closed");
        document.put("started", one.started().toString());
        document.put("verifiedAt", one.verifiedAt().toString());
        return document;
    }
}
