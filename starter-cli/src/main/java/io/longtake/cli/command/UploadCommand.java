package io.longtake.cli.command;

import io.longtake.activities.media.FileMediaStore;
import io.longtake.cli.media.FileIntake;
import io.longtake.cli.session.SessionNames;
import io.longtake.workflows.session.TurnSpec;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "upload", header = "Add media to a session.")
final class UploadCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "NAME")
    private String name = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE|URL")
    private List<String> sources = List.of();

    @Option(names = "--detach", description = "Queue it and leave.")
    private boolean detach;

    UploadCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        SessionNames.checked(name);
        var doors = doors(invocation);
        sources.forEach(doors::check);
        try (var access = new SessionAccess(invocation)) {
            var files = sources.stream().map(doors::take).toList();
            return new TurnRunner(invocation, access, name).run(new TurnSpec.AddMedia(files), detach);
        }
    }

    static FileIntake doors(Invocation invocation) {
        return new FileIntake(
                invocation.surroundings(),
                FileMediaStore.ofHome(invocation.home().root()));
    }
}
