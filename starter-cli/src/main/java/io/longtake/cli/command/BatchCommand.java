package io.longtake.cli.command;

import io.longtake.cli.CommandFailure;
import io.longtake.cli.ExitCode;
import io.longtake.cli.batch.BatchPlan;
import io.longtake.cli.batch.BatchReport;
import io.longtake.cli.batch.Manifest;
import io.longtake.cli.batch.RowResult;
import io.longtake.cli.media.FileIntake;
import io.longtake.cli.session.Output;
import io.longtake.cli.session.SessionNames;
import io.longtake.workflows.account.Credits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.tika.Tika;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "batch",
        header = "Many images, each with its own wish and its own film.",
        description = {
            "MANIFEST is CSV with the columns file, prompt, output and perhaps ratio; or JSON Lines with the same names;"
                    + " or a folder of images.",
            "Everything is checked before the first request. The same command again does only what is missing."
        },
        footer = {"", "Example:", "  longtake batch photos/ --prompt \"a 10-second video\" --output-dir films"})
final class BatchCommand implements Callable<Integer> {
    private static final int LANES_LIMIT = 16;

    private final Invocation invocation;

    @Parameters(paramLabel = "MANIFEST|DIR")
    private String manifest = "";

    @Option(names = "--prompt", paramLabel = "P", description = "For rows that name none.")
    private String prompt = "";

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description = "What outputs are relative to; default: the manifest's folder. Made if it isn't there.")
    @Nullable
    private String outputDir;

    @Option(names = "--session", paramLabel = "NAME", description = "The batch's name; its sessions' begin with it.")
    @Nullable
    private String session;

    @Option(names = "--lanes", paramLabel = "N", description = "Rows in work at a time. Default: ${DEFAULT-VALUE}")
    private int lanes = 1;

    @Option(names = "--ratio", paramLabel = "16:9|9:16|1:1|4:5", description = "For rows that name none.")
    @Nullable
    private String ratio;

    @Option(names = "--dry-run", description = "Check and show the plan; start nothing.")
    private boolean dryRun;

    @Mixin
    private BudgetOption budget = new BudgetOption();

    @Mixin
    private MakeCommand.LanguageOption language = new MakeCommand.LanguageOption();

    BatchCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        var limit = budget.limit();
        var plan = check();
        var refused = plan.refused().stream().map(RowResult::refused).toList();
        if (plan.wishes().isEmpty()) {
            return end(new BatchReport(plan.name(), refused), ExitCode.USAGE);
        }
        if (dryRun) {
            var planned = plan.wishes().stream()
                    .map(row -> RowResult.of(row, RowResult.Status.PLANNED, Optional.empty(), Optional.empty()));
            var report = new BatchReport(
                    plan.name(), Stream.concat(planned, refused.stream()).toList());
            return end(report, report.exitCode());
        }
        plan.refused().forEach(row -> invocation.talk().say(row.reason()));
        limit.filter(credits -> credits > 0).ifPresent(credits -> invocation
                .talk()
                .say("What a row costs shows with the first: that one is begun alone, and even if it costs more than"
                        + " the " + Credits.plain(credits) + " credits allowed; nothing after it then."));
        try (var access = new SessionAccess(invocation)) {
            var done = new BatchRunner(invocation, access, language, lanes, limit).run(plan.name(), plan.wishes());
            var report = new BatchReport(
                    plan.name(), Stream.concat(done.stream(), refused.stream()).toList());
            return end(report, report.exitCode());
        }
    }

    private int end(BatchReport report, ExitCode exit) {
        invocation.result(report.document(), report::text);
        invocation
                .talk()
                .say(
                        exit == ExitCode.USAGE
                                ? "No row of the manifest can be done; nothing was started."
                                : dryRun ? "Nothing was started: a dry run." : report.sum());
        return exit.number();
    }

    private BatchPlan check() {
        if (lanes < 1 || lanes > LANES_LIMIT) {
            throw CommandFailure.usage("--lanes is 1 to " + LANES_LIMIT + ", not " + lanes + ".");
        }
        var read = Manifest.read(invocation.surroundings().resolve(manifest));
        if (read.entries().isEmpty()) {
            throw CommandFailure.usage(read.path() + " has no rows.");
        }
        var folder =
                outputDir == null ? read.folder() : invocation.surroundings().resolve(outputDir);
        if (outputDir != null && !dryRun) {
            make(folder);
        }
        var defaults = new BatchPlan.Defaults(prompt, Optional.ofNullable(ratio), folder.toAbsolutePath());
        return BatchPlan.check(name(read), read, defaults, new RowRules(folder));
    }

    private String name(Manifest read) {
        if (session == null) {
            return BatchPlan.nameOf(read);
        }
        if (session.length() > BatchPlan.NAME_LIMIT) {
            throw CommandFailure.usage("A batch's name has up to " + BatchPlan.NAME_LIMIT + " characters, '" + session
                    + "' has " + session.length() + ".");
        }
        return SessionNames.checked(session);
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "OutputUnwritable",
                    "The folder " + folder + " can't be made: " + e.getMessage(),
                    e);
        }
    }

    /** The same judgements as those of {@code make}. */
    private final class RowRules implements BatchPlan.Rules {
        private final Path outputFolder;
        private final FileIntake intake;

        RowRules(Path outputFolder) {
            this.outputFolder = outputFolder;
            this.intake = new FileIntake(
                    invocation.surroundings(),
                    io.longtake.activities.media.FileMediaStore.ofHome(
                            invocation.home().root()));
        }

        @Override
        public void picture(Path file) {
            intake.check(file.toString());
            try {
                var type = new Tika().detect(file);
                if (!type.startsWith("image/")) {
                    throw new CommandFailure(
                            ExitCode.FAILED, "UnsupportedFile", file + " is " + type + ", not an image.");
                }
            } catch (IOException e) {
                throw new CommandFailure(
                        ExitCode.FAILED, "FileUnreadable", file + " can't be read: " + e.getMessage() + ".", e);
            }
        }

        @Override
        public String prompt(String text, Optional<String> shape) {
            return Prompts.checked(text, shape.orElse(null));
        }

        @Override
        public void output(Path file) {
            // A dry run makes no folder, and one that is to be made can be written.
            if (!(dryRun && !Files.exists(outputFolder) && outputFolder.equals(file.getParent()))) {
                Output.checked(file);
            }
        }
    }
}
