package io.longtake.cli.batch;

import io.longtake.cli.batch.RowResult.Status;
import io.longtake.cli.outcome.ExitCode;
import io.longtake.cli.plan.EditCost;
import io.longtake.workflows.failure.FailureType;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The results of a batch, row by row. */
public record BatchReport(String batch, List<RowResult> rows, Optional<DryRun> dryRun) {
    public BatchReport(String batch, List<RowResult> rows) {
        this(batch, rows, Optional.empty());
    }

    public BatchReport {
        rows = rows.stream().sorted(Comparator.comparingInt(RowResult::row)).toList();
    }

    public Map<String, @Nullable Object> document() {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("batch", batch);
        document.put("rows", rows.stream().map(RowResult::document).toList());
        document.put("completed", count(Status.COMPLETED));
        document.put("failed", count(Status.FAILED));
        document.put("unknown", count(Status.UNKNOWN));
        document.put(
                "skipped",
                rows.stream()
                        .filter(row -> row.status() == Status.SKIPPED)
                        .map(RowResult::skipped)
                        .toList());
        dryRun.ifPresent(plan -> {
            document.put("backend", plan.backend());
            document.put("creditsPerRow", plan.credits().orElse(null));
        });
        return document;
    }

    public String text() {
        return Stream.concat(
                        rows.stream().map(RowResult::line),
                        dryRun.stream()
                                .map(plan -> "Backend: " + plan.backend() + ". Cost: " + EditCost.text(plan.credits())
                                        + "."))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** The number of rows by result; also states whether repeating the command can make the missing films. */
    public String sum() {
        var text = "Batch " + batch + ": " + count(Status.COMPLETED) + " of " + rows.size() + " done";
        text += count(Status.FAILED) > 0 ? ", " + count(Status.FAILED) + " failed" : "";
        text += count(Status.SKIPPED) > 0 ? ", " + count(Status.SKIPPED) + " skipped" : "";
        return text + (count(Status.UNKNOWN) > 0 ? ", " + count(Status.UNKNOWN) + " unknown" : "") + "."
                + (exitCode() == ExitCode.TEMPORARY
                        ? " The errors are temporary; run the same command again to make the remaining films."
                        : "");
    }

    public long count(Status status) {
        return rows.stream().filter(row -> row.status() == status).count();
    }

    /**
     * Unknown outcomes take precedence: they have to be resolved before anything is requested again. If every failed row may
     * succeed later with the same command, the batch is a temporary failure.
     */
    public ExitCode exitCode() {
        if (count(Status.UNKNOWN) > 0) {
            return ExitCode.UNKNOWN;
        }
        boolean stopped = rows.stream().flatMap(row -> row.error().stream()).anyMatch(error -> error.type()
                .equals(FailureType.BUDGET_REACHED.name()));
        if (stopped) {
            return ExitCode.NO_CREDITS;
        }
        if (count(Status.FAILED) == 0) {
            return ExitCode.DONE;
        }
        return isTemporary() ? ExitCode.TEMPORARY : ExitCode.FAILED;
    }

    /** Whether all failures are temporary. */
    private boolean isTemporary() {
        return rows.stream().filter(row -> row.status() == Status.FAILED).allMatch(row -> row.error()
                .filter(why -> why.exit() == ExitCode.TEMPORARY)
                .isPresent());
    }
}
