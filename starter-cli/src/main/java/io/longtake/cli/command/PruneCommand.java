package io.longtake.cli.command;

import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.outcome.CommandFailure;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.prune.Pruned;
import io.longtake.cli.prune.Pruning;
import io.longtake.cli.prune.Retention;
import io.longtake.cli.setting.ByteSizes;
import io.longtake.cli.setting.Durations;
import io.longtake.cli.terminal.Questions;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "prune",
        description = {
            "A film is removed if the delivered file still exists at its path with the same content, or if its session"
                    + " is closed. Uploaded files are removed if their session is closed. Delivered files are kept.",
            "Files that a session, a command or a download uses are never removed."
        })
final class PruneCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(
            names = "--older-than",
            paramLabel = "DURATION",
            description = "Remove files that are older, or whose session was closed longer ago, for example 30d.")
    @Nullable
    private String olderThan;

    @Option(
            names = "--keep-below",
            paramLabel = "SIZE",
            description = "Remove the oldest files until the media store and the studio's films and uploads take less,"
                    + " for example 20GB.")
    @Nullable
    private String keepBelow;

    @Option(names = "--dry-run", description = "List what would be removed; remove nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask for confirmation.")
    private boolean yes;

    PruneCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var retention = retention();
        var pruning = new Pruning(invocation);
        if (dryRun) {
            return end(pruning.plan(retention));
        }
        if (yes) {
            return end(pruning.prune(retention, Optional.empty()));
        }
        if (!invocation.mayAsk()) {
            throw CommandFailure.usage(
                    "Nothing was removed. Add --yes to remove without confirmation, or --dry-run to list what would be removed.");
        }
        var plan = pruning.plan(retention);
        if (plan.isEmpty()) {
            return end(plan);
        }
        invocation.statusOutput().info(plan.text());
        if (!new Questions(invocation.environment(), System.in).confirm("Remove them?")) {
            invocation.statusOutput().always("Nothing was removed.");
            return ExitCode.FAILED.number();
        }
        return end(pruning.prune(retention, Optional.of(plan)));
    }

    private Retention retention() {
        if ((olderThan == null) == (keepBelow == null)) {
            throw CommandFailure.usage("Specify what to remove: either --older-than DURATION, for example 30d, or"
                    + " --keep-below SIZE, for example 20GB. Nothing was removed.");
        }
        return olderThan != null
                ? Retention.olderThan(read("--older-than", olderThan, Durations::parse))
                : Retention.keepBelow(read("--keep-below", String.valueOf(keepBelow), ByteSizes::parse));
    }

    private static <T> T read(String option, String text, Function<String, T> how) {
        try {
            return how.apply(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(option + ": " + e.getMessage() + ". Nothing was removed.");
        }
    }

    private int end(Pruned pruned) {
        invocation.output().result(pruned.document(), pruned::text);
        pruned.notes().forEach(invocation.statusOutput()::info);
        pruned.failures().forEach(invocation.statusOutput()::always);
        if (pruned.dryRun()) {
            invocation.statusOutput().info("Nothing was removed because of --dry-run.");
        }
        return pruned.failures().isEmpty() ? ExitCode.DONE.number() : ExitCode.FAILED.number();
    }
}
