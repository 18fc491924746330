package io.longtake.cli.command;

import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import io.longtake.cli.Version;
import io.longtake.cli.home.FreeSpace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(name = "doctor", header = "What is there, what is missing, and how to mend it. Starts nothing.")
final class DoctorCommand implements Callable<Integer> {
    private static final long LITTLE_SPACE_BYTES = 2_000_000_000;

    private final Invocation invocation;

    DoctorCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    /** One finding; {@code mend} is empty where all is well. */
    record Finding(String what, boolean ok, String found, String mend) {}

    @Override
    public Integer call() {
        var findings = new ArrayList<Finding>();
        findings.add(new Finding("longtake", true, Version.current() + " (" + Version.build() + ")", ""));
        findings.add(new Finding("java", true, Runtime.version() + " in " + System.getProperty("java.home"), ""));
        findings.add(home());
        findings.add(space());
        findings.add(temporal());
        findings.addAll(processes());
        invocation.result(
                findings,
                () -> findings.stream().map(DoctorCommand::line).collect(Collectors.joining(System.lineSeparator())));
        return findings.stream().allMatch(Finding::ok) ? ExitCode.DONE.number() : ExitCode.FAILED.number();
    }

    private Finding home() {
        try {
            return new Finding("home", true, invocation.home().toString(), "");
        } catch (CommandFailure e) {
            return new Finding("home", false, "unusable", e.sentence());
        }
    }

    private Finding space() {
        try {
            long free = FreeSpace.bytes(invocation.home().root());
            var text = free / 1_000_000_000 + " GB free";
            return free > LITTLE_SPACE_BYTES
                    ? new Finding("disk", true, text, "")
                    : new Finding("disk", false, text, "Make room, or name another home with LONGTAKE_HOME.");
        } catch (IOException | CommandFailure e) {
            return new Finding("disk", false, "can't be asked", String.valueOf(e.getMessage()));
        }
    }

    private Finding temporal() {
        try {
            var external = invocation.externalTemporal();
            if (external.isPresent()) {
                var answer = invocation.connections().answer(external.get(), java.util.Optional.empty());
                var where = external.get().address() + ", namespace "
                        + external.get().namespace();
                return switch (answer) {
                    case READY, FOREIGN -> new Finding("temporal", true, where, "");
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
                    go.map(program -> "not there yet; the first start fetches it, or builds it with " + program)
                            .orElse("not there yet; the first start fetches it, which needs the internet"),
                    "");
        } catch (CommandFailure e) {
            return new Finding("temporal", false, "unusable", e.sentence());
        }
    }

    private List<Finding> processes() {
        try {
            return invocation.services().status().stream()
                    .map(status -> new Finding(
                            status.service().label(),
                            status.running().isEmpty() || status.healthy(),
                            status.running()
                                    .map(found -> "process " + found.identity().pid() + " at " + found.address())
                                    .orElse("not running; started when needed"),
                            status.running().isEmpty() || status.healthy()
                                    ? ""
                                    : "It does not answer: `longtake down`, then `longtake up`; its log: "
                                            + invocation
                                                    .services()
                                                    .logFile(status.service())
                                                    .path()))
                    .toList();
        } catch (CommandFailure e) {
            return List.of();
        }
    }

    private static String line(Finding finding) {
        return String.format("%-4s %-9s %s", finding.ok() ? "ok" : "BAD", finding.what(), finding.found())
                + (finding.mend().isEmpty() ? "" : System.lineSeparator() + "               " + finding.mend());
    }
}
