package io.longtake.cli.command;

import io.grpc.StatusRuntimeException;
import io.longtake.cli.doctor.Finding;
import io.longtake.cli.doctor.HomeDoctor;
import io.longtake.cli.doctor.NetworkCheck;
import io.longtake.cli.doctor.WorkCheck;
import io.longtake.cli.environment.Build;
import io.longtake.cli.environment.Version;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.process.Service;
import io.longtake.cli.temporal.NamespaceAttributes;
import io.longtake.cli.temporal.TemporalNamespace;
import io.longtake.cli.temporal.TemporalTarget;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        exitCodeListHeading = "%nExit codes of its own:%n",
        exitCodeList = {"0:no problem was found", "1:a problem was found and is listed"})
final class DoctorCommand implements Callable<Integer> {
    private final Invocation invocation;

    DoctorCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var findings = new ArrayList<Finding>();
        findings.add(new Finding(
                "longtake",
                true,
                Version.current() + " (" + Build.ofThisProcess().id() + ")",
                ""));
        findings.add(new Finding("java", true, Runtime.version() + " in " + System.getProperty("java.home"), ""));
        findings.add(settings());
        findings.addAll(new HomeDoctor(invocation).findings());
        findings.add(temporal());
        findings.addAll(work());
        findings.addAll(network());
        findings.addAll(processes());
        invocation.output().result(findings, () -> findings.stream()
                .map(DoctorCommand::line)
                .collect(Collectors.joining(System.lineSeparator())));
        return findings.stream().allMatch(Finding::ok) ? ExitCode.DONE.number() : ExitCode.FAILED.number();
    }

    private Finding settings() {
        try {
            var given = invocation.settings().all().stream()
                    .filter(value -> !value.isDefault())
                    .count();
            return new Finding(
                    "settings",
                    true,
                    (given == 1 ? "1 setting differs from its default" : given + " settings differ from their defaults")
                            + "; see longtake config list",
                    "");
        } catch (CommandFailure e) {
            return new Finding("settings", false, "unusable", e.sentence());
        }
    }

    private List<Finding> network() {
        try {
            return new NetworkCheck(invocation).findings();
        } catch (CommandFailure e) {
            // Already reported: the settings or the home can't be read.
            return List.of();
        }
    }

    private Finding temporal() {
        try {
            var external = invocation.externalTemporal();
            if (external.isPresent()) {
                var answer = invocation.connections().inspect(external.get(), Optional.empty());
                var proxied = external.get()
                        .proxy()
                        .map(proxy -> ", through the proxy " + proxy)
                        .orElse("");
                var where = external.get().address() + ", namespace "
                        + external.get().namespace() + proxied;
                return switch (answer) {
                    case READY, FOREIGN -> reached(external.get(), where);
                    case MISSING ->
                        new Finding(
                                "temporal",
                                true,
                                external.get().address() + proxied + "; the namespace "
                                        + external.get().namespace()
                                        + " does not exist yet, and the first job creates it",
                                "");
                    case SILENT ->
                        new Finding(
                                "temporal",
                                false,
                                where + " does not answer",
                                "Check TEMPORAL_ADDRESS or temporal.toml.");
                };
            }
            var present = invocation.temporalBinary().present();
            if (present.isPresent()) {
                return new Finding(
                        "temporal",
                        true,
                        present.get().program() + " (" + present.get().origin() + ")",
                        "");
            }
            var go = invocation.temporalBinary().goProgram();
            return new Finding(
                    "temporal",
                    true,
                    go.map(program -> "not installed yet; the first start downloads it, or builds it with " + program)
                            .orElse("not installed yet; the first start downloads it, which needs the internet"),
                    "");
        } catch (CommandFailure e) {
            return new Finding("temporal", false, "unusable", e.sentence());
        }
    }

    /**
     * Checks a server that is not the home's own: a session that was started with the search attributes needs them until it ends.
     */
    private Finding reached(TemporalTarget target, String where) {
        try {
            return invocation.connections().lists(target)
                    ? new Finding("temporal", true, where, "")
                    : new Finding(
                            "temporal",
                            false,
                            where + "; the search attributes of sessions are missing",
                            "The worker adds them when it starts, if the server allows it. Until then, sessions that"
                                    + " were started with them wait, and others are listed without a status. To add"
                                    + " them manually: "
                                    + NamespaceAttributes.commands(target.namespace()));
        } catch (StatusRuntimeException e) {
            return new Finding("temporal", true, where + "; its search attributes could not be checked", "");
        }
    }

    /** Checks the work at the server, if it runs; of the home's own server only together with its worker. */
    private List<Finding> work() {
        try {
            var services = invocation.services();
            var target = invocation.externalTemporal().or(() -> services.records()
                    .running(Service.WORKER)
                    .flatMap(worker -> services.records().running(Service.SERVER))
                    .map(server -> TemporalTarget.embedded(server.address())));
            return target.filter(server -> invocation.connections().inspect(server, Optional.empty())
                            == TemporalNamespace.Answer.READY)
                    .map(server -> new WorkCheck(
                                    invocation.connections().to(server), server.namespace(), Clock.systemUTC())
                            .findings())
                    .orElseGet(List::of);
        } catch (CommandFailure e) {
            // Already reported: the settings or the home can't be read.
            return List.of();
        }
    }

    private List<Finding> processes() {
        try {
            return invocation.services().health().status().stream()
                    .map(status -> new Finding(
                            status.service().label(),
                            status.running().isEmpty() || status.healthy(),
                            status.running()
                                    .map(found -> "process " + found.identity().pid() + " at " + found.address())
                                    .orElseGet(() -> absent(status.service())),
                            status.running().isEmpty() || status.healthy()
                                    ? ""
                                    : (status.running().get().identity().paused()
                                                    ? "It was paused by a signal. Resume it with `kill -CONT "
                                                            + status.running()
                                                                    .get()
                                                                    .identity()
                                                                    .pid()
                                                            + "`. Its log: "
                                                    : "It does not answer. `longtake up` replaces it. Its log: ")
                                            + invocation
                                                    .services()
                                                    .logs()
                                                    .of(status.service())
                                                    .path()))
                    .toList();
        } catch (CommandFailure e) {
            return List.of();
        }
    }

    private String absent(Service service) {
        var taken = invocation.services().health().portsTaken(service);
        return "not running; started when needed"
                + invocation
                        .services()
                        .records()
                        .lastRecord(service)
                        .map(old -> ". Process " + old.identity().pid() + " ended unexpectedly")
                        .orElse("")
                + (taken.isEmpty()
                        ? ""
                        : ". Another program uses port " + taken + "; the next start uses another port");
    }

    private static String line(Finding finding) {
        return String.format("%-4s %-14s %s", finding.ok() ? "ok" : "BAD", finding.what(), finding.found())
                + (finding.fix().isEmpty() ? "" : System.lineSeparator() + "                    " + finding.fix());
    }
}
