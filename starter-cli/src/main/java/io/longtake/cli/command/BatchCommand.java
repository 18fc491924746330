package io.longtake.cli.command;

import io.longtake.cli.batch.BatchPlan;
import io.longtake.cli.batch.BatchReport;
import io.longtake.cli.batch.BatchRunner;
import io.longtake.cli.batch.BatchTerms;
import io.longtake.cli.batch.DryRun;
import io.longtake.cli.batch.Manifest;
import io.longtake.cli.batch.RowResult;
import io.longtake.cli.batch.RowRules;
import io.longtake.cli.client.SessionAccess;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.prune.Pruning;
import io.longtake.cli.session.SessionNames;
import io.longtake.workflows.account.Credits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "batch",
        description = {
            "MANIFEST is CSV with the columns file, prompt, output and optionally ratio; JSON Lines or a JSON array"
                    + " with the same names; or a folder of images. A file can be a URL. Other columns are ignored"
                    + " with a note.",
            "All rows are checked before the first request. To make the remaining films, run the same command again."
        },
        exitCodeListHeading = "%nExit codes of its own:%n",
        exitCodeList = {
            "0:every row is done or skipped",
            "1:a row failed permanently",
            "2:no row can be used; nothing was started",
            "5:--max-credits was reached",
            "6:the outcome of a row is unknown",
            "75:rows failed for temporary reasons only; run the same command again to make the remaining films"
        },
        footer = {"", "Example:", "  longtake batch photos/ --prompt \"a 10-second video\" --output-dir films"})
final class BatchCommand implements Callable<Integer> {
    private static final int LANES_LIMIT = 16;

    private final Invocation invocation;

    @Parameters(paramLabel = "MANIFEST|DIR")
    private String manifest = "";

    @Option(names = "--prompt", paramLabel = "P", description = "Prompt for rows that have none.")
    private String prompt = "";

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description = "Folder that outputs are relative to; default: the manifest's folder. Created if missing.")
    @Nullable
    private String outputDir;

    @Option(
            names = "--session",
            paramLabel = "NAME",
            description = "Name of the batch; the names of its sessions start with it.")
    @Nullable
    private String session;

    @Option(
            names = "--lanes",
            paramLabel = "N",
            description = "Number of rows in progress at a time; default: ${DEFAULT-VALUE}.")
    private int lanes = 1;

    @Option(names = "--ratio", paramLabel = "16:9|9:16|1:1|4:5", description = "Aspect ratio for rows without one.")
    @Nullable
    private String ratio;

    @Option(
            names = "--dry-run",
            description =
                    "Check all rows and show what would be sent, to which backend, and the cost if it is known; send and"
                            + " start nothing.")
    private boolean dryRun;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "Encoding of the manifest, such as gbk or windows-1252, if it can't be detected.")
    @Nullable
    private String encoding;

    @Option(names = "--skip-bad", description = "Count a row as skipped, not failed, if its file can't be used.")
    private boolean skipBad;

    @Option(names = "--yes", description = "Answer questions about a row with their first choice, up to five per row.")
    private boolean yes;

    @Mixin
    private OverwriteOption overwrite = new OverwriteOption();

    @Mixin
    private BudgetOption budget = new BudgetOption();

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Mixin
    private NotifyOption notify = new NotifyOption();

    @Mixin
    private TellingOptions telling = new TellingOptions();

    BatchCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (dryRun) {
            telling.checkDryRun();
            notify.refuse("--dry-run starts no job");
        }
        telling.begin(invocation, "batch", Optional.empty());
        language.checked();
        var limit = budget.limit();
        notify.check(invocation);
        var plan = check();
        var refused = plan.refused().stream()
                .map(row -> RowResult.refused(row, skipBad))
                .toList();
        if (plan.filmRows().isEmpty()) {
            var report = new BatchReport(plan.name(), refused);
            return end(report, report.exitCode() == ExitCode.TEMPORARY ? ExitCode.TEMPORARY : ExitCode.USAGE);
        }
        if (dryRun) {
            var planned = plan.filmRows().stream().map(RowResult::planned);
            var report = new BatchReport(
                    plan.name(),
                    Stream.concat(planned, refused.stream()).toList(),
                    Optional.of(DryRun.of(invocation, plan)));
            return end(report, report.exitCode());
        }
        plan.refused().forEach(row -> invocation.statusOutput().info(row.reason()));
        limit.filter(credits -> credits > 0).ifPresent(credits -> invocation
                .statusOutput()
                .info("The cost of a row is not known yet, so the first row runs alone. It runs even if it costs more"
                        + " than the limit of " + Credits.plain(credits) + " credits; in that case no other row is"
                        + " started."));
        try (var access = new SessionAccess(invocation)) {
            var terms = new BatchTerms(
                    prompt -> language.orDetect(prompt, invocation.environment()),
                    lanes,
                    limit,
                    skipBad,
                    overwrite.existing(),
                    yes,
                    notify.receiver());
            var done = new BatchRunner(invocation, access, terms).run(plan.name(), plan.filmRows());
            var report = new BatchReport(
                    plan.name(), Stream.concat(done.stream(), refused.stream()).toList());
            int exit = end(report, report.exitCode());
            Pruning.afterJob(invocation);
            return exit;
        }
    }

    private int end(BatchReport report, ExitCode exit) {
        invocation.output().result(report.document(), report::text);
        invocation
                .statusOutput()
                .info(
                        exit == ExitCode.USAGE
                                ? "No row of the manifest can be used. Nothing was started."
                                : dryRun ? "Nothing was started because of --dry-run." : report.sum());
        return exit.number();
    }

    private BatchPlan check() {
        if (lanes < 1 || lanes > LANES_LIMIT) {
            throw CommandFailure.usage("--lanes must be 1 to " + LANES_LIMIT + ", not " + lanes + ".");
        }
        var read = Manifest.read(invocation.environment().resolve(manifest), Optional.ofNullable(encoding));
        read.notes().forEach(note -> invocation.statusOutput().info("Note: " + note));
        if (read.entries().isEmpty()) {
            throw CommandFailure.usage(read.emptySentence());
        }
        var folder =
                outputDir == null ? read.folder() : invocation.environment().resolve(outputDir);
        if (outputDir != null && !dryRun) {
            make(folder);
        }
        var defaults = new BatchPlan.Defaults(prompt, Optional.ofNullable(ratio), folder.toAbsolutePath());
        return BatchPlan.check(
                name(read), read, defaults, new RowRules(invocation, read, folder, overwrite.existing(), dryRun));
    }

    private String name(Manifest read) {
        if (session == null) {
            return BatchPlan.nameOf(read);
        }
        if (session.length() > BatchPlan.NAME_LIMIT) {
            throw CommandFailure.usage("The name of a batch can have up to " + BatchPlan.NAME_LIMIT + " characters; '"
                    + session + "' has " + session.length() + ".");
        }
        return SessionNames.checked(session);
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw CommandFailure.of(
                    "OutputUnwritable", "The folder " + folder + " can't be created: " + e.getMessage(), e);
        }
    }
}
