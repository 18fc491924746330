package io.longtake.cli.command;

import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.delivery.FilmDelivery;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.job.JobRunner;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.session.SessionNames;
import io.longtake.cli.setting.Durations;
import io.longtake.workflows.session.SessionView;
import io.longtake.workflows.session.Turn;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "wait", description = "Ends with the result and the exit code of the session's latest job.")
final class WaitCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "Stop waiting after this time (30s, 10m, 1h) and end with exit code 75. The work continues.")
    @Nullable
    private String timeout;

    /** The turns of an earlier job; the MCP server knows them from the job's task. */
    @Option(names = "--turns", paramLabel = "N,N", split = ",", hidden = true)
    private List<Integer> turns = List.of();

    /** Identifies the session that has these turns among those that had its name. */
    @Option(names = "--lineage", hidden = true, defaultValue = "")
    private String lineage = "";

    @Mixin
    private TellingOptions telling = new TellingOptions();

    WaitCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        telling.begin(invocation, "wait", Optional.of(name));
        SessionNames.checked(name);
        invocation.output().onFailure(failure -> JobRunner.failureDocument(name, failure));
        var limit = Optional.ofNullable(timeout).map(WaitCommand::duration);
        try (var access = new SessionAccess(invocation)) {
            var runner = new JobRunner(invocation, access, name);
            if (!turns.isEmpty()) {
                return runner.follow(turns, lineage);
            }
            var view = access.sessions().view(name);
            fillGaps(view);
            return runner.follow(counting(view), limit);
        }
    }

    private static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--timeout: " + e.getMessage() + ".");
        }
    }

    /**
     * Writes films of earlier jobs that no worker could write to their paths; the latest job's film is the result of this
     * command.
     */
    private void fillGaps(SessionView view) {
        var films = new FilmDelivery(invocation.home(), invocation.store());
        view.renders().forEach(render -> films.fillGap(view, render).ifPresent(invocation.statusOutput()::info));
    }

    /** The latest group of turns, and all other turns that have not ended. */
    private static List<Integer> counting(SessionView view) {
        int latest = view.turns().stream()
                .max(Comparator.comparingInt(Turn::number))
                .map(Turn::group)
                .orElse(0);
        return view.turns().stream()
                .filter(turn -> turn.group() == latest || !turn.status().ended())
                .map(Turn::number)
                .toList();
    }
}
