package io.longtake.cli.command;

import io.longtake.cli.adoption.Adoption;
import io.longtake.cli.adoption.Adoption.SettledSession;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.process.InstallationPlans.WebUi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "home", subcommands = HomeCommand.Adopt.class)
final class HomeCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the spec in
    HomeCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Specify home adopt --moved or home adopt --copied.");
    }

    @Command(
            name = "adopt",
            header = "Use a home that was moved or copied.",
            description = {
                "A home that was moved, copied or restored from a backup contains the unfinished work of the original."
                        + " Both would do this work, so Longtake refuses the home until you choose.",
                "After --copied, unfinished turns are unknown or cancelled in the copy. Sessions at other backends than the"
                        + " home's own studio still edit the same projects as the original; `longtake rebuild NAME` gives"
                        + " a session its own project."
            })
    static final class Adopt implements Callable<Integer> {
        private final Invocation invocation;

        @ArgGroup(multiplicity = "1")
        private Kind kind = new Kind();

        /** Whether the home was moved or copied. */
        static final class Kind {
            @Option(
                    names = "--moved",
                    description = "This is the only copy in use: keep its identity and continue its work.")
            private boolean moved;

            @Option(
                    names = "--copied",
                    description = "The original exists or may be used again: the copy gets a new identity and discards"
                            + " the original's unfinished work.")
            private boolean copied;

            boolean isMove() {
                return moved && !copied;
            }
        }

        Adopt(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            var home = invocation.unverifiedHome();
            var displaced = home.displaced();
            if (displaced.isEmpty()) {
                return report("in place", List.of(), "This home was not moved or copied; there is nothing to adopt.");
            }
            var adoption = new Adoption(home, invocation.statusOutput());
            if (kind.isMove()) {
                adoption.moved(displaced.get(), invocation.servicesOf(home, WebUi.NONE));
                return report("moved", List.of(), "The home " + home + " can now be used in its new location.");
            }
            var settled = adoption.copied(displaced.get(), invocation::servicesForAdoption, invocation.connections());
            return report(
                    "copied",
                    settled,
                    "The home " + home + " is now a separate installation."
                            + settled.stream().map(Adopt::line).collect(Collectors.joining()));
        }

        private int report(String how, List<SettledSession> settled, String text) {
            var document = new LinkedHashMap<String, Object>();
            document.put("home", invocation.unverifiedHome().toString());
            document.put("adopted", how);
            document.put("sessions", settled);
            invocation.output().result(document, () -> text);
            return ExitCode.DONE.number();
        }

        static String line(SettledSession one) {
            if (one.ended()) {
                return "\nSession " + one.session()
                        + " did not finish within 2 minutes and was terminated; its media were kept.";
            }
            var start = "\nSession " + one.session() + ": ";
            boolean single = one.cancelled().size() == 1;
            return (one.unknown().isEmpty()
                            ? ""
                            : start + "the outcome of " + numbers(one.unknown())
                                    + " is unknown; to check: longtake reconcile " + one.session())
                    + (one.cancelled().isEmpty()
                            ? ""
                            : start + numbers(one.cancelled()) + (single ? " was" : " were") + " cancelled.");
        }

        private static String numbers(List<Integer> turns) {
            return (turns.size() == 1 ? "turn " : "turns ")
                    + turns.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
    }
}
