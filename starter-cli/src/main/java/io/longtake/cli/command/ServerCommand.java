package io.longtake.cli.command;

import io.longtake.cli.doctor.Finding;
import io.longtake.cli.doctor.ServerPreparation;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.process.Service;
import io.longtake.cli.setting.Durations;
import io.longtake.cli.temporal.RequestRate;
import io.longtake.cli.temporal.TemporalNamespace;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "server",
        description = "For service managers. To use a Temporal server of your own instead, set TEMPORAL_ADDRESS.",
        subcommands = ServerCommand.Prepare.class)
final class ServerCommand implements Callable<Integer> {
    private final Invocation invocation;

    ServerCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var services = invocation.services();
        if (services.records().running(Service.SERVER).isPresent()) {
            throw CommandFailure.temporary("This home's server is already running; `longtake ps` shows it.");
        }
        services.ensure(java.util.Set.of(Service.SERVER));
        var running = services.records()
                .running(Service.SERVER)
                .orElseThrow(() -> CommandFailure.temporary("The server stopped right after it started."));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> running.identity().signal(false), "stop-server"));
        invocation.statusOutput().info("Temporal at " + running.address() + ", web UI http://" + running.uiAddress());
        while (running.identity().running()) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
        throw new CommandFailure(
                ExitCode.FAILED,
                "ServerEnded",
                "The server stopped. Its log is "
                        + services.logs().of(Service.SERVER).path() + ".");
    }

    @Command(
            name = "prepare",
            header = "Create what Longtake needs at a Temporal server of your own.",
            description = {
                "Creates the namespace, or checks it; extends its retention period; adds the search attributes of sessions."
                        + " Nothing is removed or shortened.",
                "What the server does not permit is listed with the command for its operator."
            },
            exitCodeListHeading = "%nExit codes of its own:%n",
            exitCodeList = {"0:everything exists", "4:the server does not permit a step, which is listed"})
    static final class Prepare implements Callable<Integer> {
        private final Invocation invocation;

        @Option(
                names = "--retention",
                paramLabel = "TIME",
                description = "How long the namespace keeps closed workflows at least; default: 90d.")
        @Nullable
        private String retention;

        @Option(
                names = "--requests-per-second",
                paramLabel = "RATE",
                description =
                        "Limit the work of each account in each task queue, over all workers; off removes the limit."
                                + " The server applies it if matching.enableFairness is on.")
        @Nullable
        private String rate;

        Prepare(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var target = invocation
                    .externalTemporal()
                    .orElseThrow(() -> CommandFailure.usage("This home uses its own server, which needs no preparation."
                            + " Specify a server of your own with TEMPORAL_ADDRESS or temporal.toml."));
            var keep = retention == null ? TemporalNamespace.RETENTION : Durations.parse(retention);
            if (keep.toDays() < 1) {
                throw CommandFailure.usage("--retention must be 1d or more, not " + retention + ".");
            }
            var findings = new ServerPreparation(invocation.connections(), target, keep, limit()).run();
            invocation
                    .output()
                    .result(findings, () -> findings.stream().map(Prepare::line).collect(Collectors.joining("\n")));
            return findings.stream().allMatch(Finding::ok) ? ExitCode.DONE.number() : ExitCode.NOT_ALLOWED.number();
        }

        private Optional<RequestRate> limit() {
            try {
                return Optional.ofNullable(rate).map(RequestRate::parse);
            } catch (IllegalArgumentException e) {
                throw CommandFailure.usage("--requests-per-second: " + e.getMessage() + ".");
            }
        }

        private static String line(Finding finding) {
            return (finding.ok() ? "ok       " : "missing  ") + finding.what() + ": " + finding.found()
                    + (finding.fix().isEmpty() ? "" : "\n         " + finding.fix());
        }
    }
}
