package io.longtake.cli.command;

import io.longtake.cli.session.Output;
import io.longtake.cli.session.SessionNames;
import io.longtake.workflows.render.Delivery;
import io.longtake.workflows.session.TurnSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export", header = "Render a session's timeline and download the video.")
final class ExportCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Option(names = "--output", paramLabel = "OUT", required = true, description = "Where the MP4 goes.")
    private String output = "";

    @Option(names = "--detach", description = "Queue it and leave.")
    private boolean detach;

    ExportCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        SessionNames.checked(name);
        invocation.onFailure(failure -> JobRunner.failed(name, failure));
        var path = Output.checked(invocation.surroundings().resolve(output));
        try (var access = new SessionAccess(invocation)) {
            var queued = queue(invocation, access, name, path);
            var runner = new JobRunner(invocation, access, name);
            return detach ? runner.detach() : runner.follow(queued);
        }
    }

    /** @return the numbers of the turns it became */
    static List<Integer> queue(Invocation invocation, SessionAccess access, String name, Path path) {
        var export =
                new TurnSpec.Export(Optional.of(new Delivery(invocation.home().id(), path.toString())));
        return access.sessions().enqueue(name, List.of(export)).numbers();
    }
}
