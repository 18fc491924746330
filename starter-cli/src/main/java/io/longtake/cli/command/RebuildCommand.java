package io.longtake.cli.command;

import io.longtake.cli.session.SessionNames;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

    @Option(names = "--replay-edits", description = "Make the edits again, in their order.")
    private boolean replayEdits;

    RebuildCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        SessionNames.checked(name);
        invocation.onFailure(failure -> JobRunner.failed(name, failure));
        try (var access = new SessionAccess(invocation)) {
            var queued = access.sessions().rebuild(name, replayEdits);
            return new JobRunner(invocation, access, name).follow(queued.numbers());
        }
    }
}
